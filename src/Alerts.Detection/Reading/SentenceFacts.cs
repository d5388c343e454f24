using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>A parsed sentence with what its readers ask of it.</summary>
internal sealed class SentenceFacts(EnglishLexicon lexicon, ParsedSentence sentence, ActorResolver resolver, Scopes scopes)
{
    /// <summary>Verbs that say no more than their noun: voiced opposition, announced the lifting.</summary>
    public static readonly string[] LightVerbs = ["express", "voice", "announce", "declare", "state", "show", "signal", "offer", "give", "make", "issue", "have", "register", "raise", "lodge", "throw", "pledge", "confirm", "hold", "reach", "strike", "sign", "take", "set", "adopt", "unveil", "present", "publish", "release", "mark", "represent", "constitute", "bring", "come", "follow", "repeat", "begin", "start", "launch", "lead", "complete", "order", "decree", "mean", "see"];

    public EnglishLexicon Lexicon => lexicon;

    public ParsedSentence Sentence => sentence;

    public ActorResolver Resolver => resolver;

    public Scopes Scopes => scopes;

    public Contrasts Contrasts { get; } = new(lexicon, sentence, scopes);

    public Predicates Predicates { get; } = new(lexicon, sentence);

    /// <summary>The head word, lower case.</summary>
    public string Word(Chunk chunk) => sentence.Tokens[chunk.Head].Lower;

    public WordInfo Info(Chunk chunk) => lexicon[Word(chunk)];

    /// <summary>The base form of a verb's head; null where the lexicon has none.</summary>
    public string? Lemma(Chunk verb) => Info(verb).Lemma;

    /// <summary>The clause a noun phrase stands in, as subject or as complement; nulls where it stands in none.</summary>
    public (Clause? Clause, Complement? Complement, bool Subject) RoleOf(Chunk chunk)
    {
        foreach (var clause in sentence.Clauses)
        {
            if (clause.Subjects.Contains(chunk))
                return (clause, null, true);
            var complement = clause.Complements.Find(c => c.Noun == chunk);
            if (complement is not null)
                return (clause, complement, false);
        }

        return (null, null, false);
    }

    /// <summary>Who a passive is done by; null where the text does not say.</summary>
    public Chunk? By(Clause clause) => clause.Complements.Find(c => c.Preposition is { } p && sentence.Tokens[p.Start].Is("by") && !IsTime(c.Noun) && !IsQuantity(c.Noun))?.Noun;

    // "dropped by a fifth"
    private bool IsQuantity(Chunk noun) => sentence.Tags[noun.Head] == Tag.Number || sentence.Tokens[noun.Head].Lower is "half" or "third" or "quarter" or "fifth" or "sixth" or "tenth" or "percent" or "percentage" or "points" or "point" or "margin" or "votes";

    public bool IsTime(Chunk noun) => Info(noun).Has(WordClass.Day | WordClass.Month | WordClass.TimeNoun);

    /// <summary>"no plans", "not ... any plans".</summary>
    public bool IsNegative(Chunk noun) => sentence.Tokens[noun.Start].Lower is "no" or "neither" or "any" && (sentence.Tokens[noun.Start].Is("no") || RoleOf(noun).Clause?.Verb?.Shape is { Negation: >= 0 });
}
