namespace Alerts.Detection.Parsing;

internal enum ClauseKind : byte
{
    Root,

    /// <summary>Content of a verb or noun: that, whether, or nothing before it.</summary>
    Content,
    Relative,

    /// <summary>Opened by a subordinator: if, after, while.</summary>
    Adverbial,
    Infinitive,

    /// <summary>An -ing clause that is the complement of a verb, noun or preposition.</summary>
    Gerund,

    /// <summary>A participle clause: ", ending years of talks", "the embargo imposed last year".</summary>
    Participle,
}

/// <summary>A subject, a verb group and what follows it; as far as a shallow parse gives them.</summary>
internal sealed class Clause(ClauseKind kind, Clause? parent)
{
    public ClauseKind Kind { get; set; } = kind;

    /// <summary>The clause this one hangs on; null for a root.</summary>
    public Clause? Parent { get; set; } = parent;

    /// <summary>The word that opens it: that, if, which; null where there is none.</summary>
    public Chunk? Opener { get; set; }

    /// <summary>The noun that governs it: "refusal to back", "reports that".</summary>
    public Chunk? GovernorNoun { get; set; }

    /// <summary>The preposition between governor and gerund: "accused of dropping".</summary>
    public Chunk? Preposition { get; set; }

    /// <summary>What a relative or reduced relative clause says something of.</summary>
    public Chunk? Antecedent { get; set; }

    public List<Chunk> Subjects { get; } = [];

    public Chunk? Verb { get; set; }

    /// <summary>Whether the subject is the object of the governing verb: urged Kyiv to drop.</summary>
    public bool ObjectControl { get; set; }

    /// <summary>Noun phrases before and after the verb with the preposition that introduces them, in order.</summary>
    public List<Complement> Complements { get; } = [];

    /// <summary>The clause this one is coordinated with: it shares governor and, where it has none, subject.</summary>
    public Clause? Conjunct { get; set; }

    /// <summary>A reporting clause after or within its content: ", Zelenskyy concedes".</summary>
    public Clause? Attribution { get; set; }

    public List<Clause> Children { get; } = [];

    /// <summary>The subject, looked up through coordination and control; empty where the text names none.</summary>
    public IReadOnlyList<Chunk> SubjectChain()
    {
        for (var clause = this; clause is not null;)
        {
            if (clause.Subjects.Count > 0)
                return clause.Subjects;
            if (clause.Conjunct is not null)
            {
                clause = clause.Conjunct;
            }
            else if (clause.Kind == ClauseKind.Relative || (clause.Kind == ClauseKind.Participle && clause.Antecedent is not null))
            {
                return clause.Antecedent is { } antecedent ? [antecedent] : [];
            }
            else if (clause.Kind is ClauseKind.Infinitive or ClauseKind.Gerund or ClauseKind.Participle or ClauseKind.Adverbial)
            {
                clause = clause.Parent;
            }
            else
            {
                break;
            }
        }

        return [];
    }
}

/// <summary>A noun phrase of a clause with its preposition (null for a direct object or a predicate).</summary>
internal sealed record Complement(Chunk? Preposition, Chunk Noun, bool BeforeVerb);
