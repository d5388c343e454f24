using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;
using Alerts.Detection.Text;

namespace Alerts.Detection.Events;

/// <summary>
/// Codes the main event of a sentence by CAMEO root. What someone only says counts as what is said; an intention counts as
/// 03 where the deed would be cooperative and as 13 where it would be hostile; what is refused counts as 12.
/// </summary>
public sealed class EventCoder
{
    private static readonly string[] Cooperative = ["04", "05", "06", "07", "08", "03"];
    private readonly EnglishLexicon lexicon = EnglishLexicon.Shipped;
    private readonly EventLexicon events = EventLexicon.Shipped;

    /// <summary>The events of a text, the main one of each sentence, in order.</summary>
    /// <param name="text">Plain text.</param>
    public IReadOnlyList<EventFinding> Code(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalized = NormalizedText.Of(text).Value;
        var found = new List<EventFinding>();
        foreach (var span in SentenceSplitter.Split(normalized))
        {
            var sentence = ParsedSentence.Parse(lexicon, normalized, span, headline: !normalized[span.Start..span.End].TrimEnd().EndsWith('.'), _ => false);
            if (Best(sentence) is { } best)
                found.Add(best);
        }

        return found;
    }

    private EventFinding? Best(ParsedSentence sentence)
    {
        Coded? best = null;
        var rank = int.MaxValue;
        foreach (var clause in sentence.Clauses)
        {
            if (clause.Verb is null || CodeClause(sentence, clause, 0) is not { } coded)
                continue;

            // What a coded clause governs is part of its event.
            if (clause.Kind is ClauseKind.Content or ClauseKind.Infinitive or ClauseKind.Gerund && clause.Parent is { Verb: not null } parent && CodeClause(sentence, parent, 0) is { Root: not "01" } outer && outer.Clause != clause)
                continue;
            var here = Rank(sentence, clause, coded);
            if (here < rank)
            {
                best = coded;
                rank = here;
            }
        }

        return best is { } b ? new EventFinding(b.Root, b.Actor is null ? null : Name(sentence, b.Actor, b.Clause), b.Act) : null;
    }

    // Main clauses first, in order; reports of nothing else last.
    private static int Rank(ParsedSentence sentence, Clause clause, Coded coded)
    {
        var depth = clause.Kind switch
        {
            ClauseKind.Root => 0,
            ClauseKind.Content => 1,
            ClauseKind.Participle => 2,
            ClauseKind.Infinitive or ClauseKind.Gerund => 3,
            _ => 4,
        };
        return (coded.Root == "01" ? 1000 : 0) + (coded.Weak ? 500 : 0) + (depth * 100) + sentence.Clauses.IndexOf(clause);
    }

    private Coded? CodeClause(ParsedSentence sentence, Clause clause, int depth)
    {
        if (clause.Verb is not { } verb || depth > 5)
            return null;
        var shape = verb.Shape!; // a clause's verb is a verb group
        var info = lexicon[sentence.Tokens[verb.Head].Lower];
        var lemma = info.Lemma ?? sentence.Tokens[verb.Head].Lower;
        var own = Own(sentence, clause, lemma);
        var inner = Inner(sentence, clause, depth);
        var speech = info.Verbs.Exists(v => v.Clause is Effect.Say or Effect.Insist or Effect.Concede) && own is null or "01";
        string? root;
        var actorClause = clause;
        if (speech && inner is { } said)
            return said;
        if (own is "01" or null && inner is { } governed && (events.LeadsOn(lemma) || own is null))
        {
            root = governed.Root;
            if (info.Verbs.Exists(v => v.Clause is Effect.Intend or Effect.Willing))
                root = Intended(root);
            return governed with { Root = Modified(root, shape), Actor = governed.Actor ?? Agent(sentence, clause) };
        }

        root = own ?? (shape.Copula ? Predicate(sentence, clause, inner) : null);
        if (root is null)
            return null;
        if (root is "03" && lemma == "want" && inner is { } wanted)
            root = Intended(wanted.Root);
        if (root == "03" && inner is { Root: "16" or "17" or "18" or "19" or "12" or "13" })
            root = "13";
        root = Modified(root, shape);
        var weak = clause.Kind is ClauseKind.Relative or ClauseKind.Adverbial;
        return new Coded(root, Agent(sentence, actorClause), clause, sentence.Words(verb), weak);
    }

    private static string Modified(string root, VerbShape shape)
    {
        if (shape.Modal is "must" or "should" && shape.Negation < 0)
            return "10";
        if (shape.Negation >= 0 && shape.Modal is "will" or "would" or "can" or "could")
            return "12";
        return shape.Modal is "will" or "would" or "shall" ? Intended(root) : root;
    }

    private static string Intended(string root) => root switch
    {
        _ when Cooperative.Contains(root) => "03",
        "16" or "17" or "18" or "19" or "13" => "13",
        _ => root,
    };

    private string? Own(ParsedSentence sentence, Clause clause, string lemma)
    {
        var verb = clause.Verb!; // checked by the caller
        var direct = clause.Complements.Find(c => c.Preposition is null && !c.BeforeVerb);
        if (direct is not null && events.IsLight(lemma))
        {
            for (var t = direct.Noun.End - 1; t >= direct.Noun.Start; t--)
            {
                if (events.Noun(sentence.Tokens[t].Lower) is { } byNoun)
                    return byNoun;
            }
        }

        foreach (var (pattern, root) in events.Verbs(lemma))
        {
            if (pattern.Tail.Length > 0 || !FixedFollow(sentence, pattern, verb.Head + 1, out var after))
                continue;
            if (pattern.Prepositions.Length > 0 && !(after < sentence.Tokens.Count && Near(sentence, after, pattern.Prepositions)))
                continue;
            return root;
        }

        return null;
    }

    private static bool Near(ParsedSentence sentence, int after, string[] prepositions)
    {
        for (var t = after; t < sentence.Tokens.Count && t < after + 3; t++)
        {
            if (prepositions.Contains(sentence.Tokens[t].Lower))
                return true;
            if (sentence.Tags[t] is not (Tag.Adverb or Tag.Noun))
                return false;
        }

        return false;
    }

    private static bool FixedFollow(ParsedSentence sentence, ActPattern pattern, int from, out int after)
    {
        after = from;
        foreach (var word in pattern.Fixed)
        {
            var t = after;
            while (t < sentence.Tokens.Count && t < after + 3 && !sentence.Tokens[t].Is(word) && !(word == "ITS" && sentence.Tags[t] is Tag.PossessivePronoun or Tag.Determiner))
                t++;
            if (t >= sentence.Tokens.Count || t >= after + 3)
                return false;
            after = t + 1;
        }

        return true;
    }

    // "is opposed to", "is committed to", "is ready to meet"
    private string? Predicate(ParsedSentence sentence, Clause clause, Coded? inner)
    {
        if (new Reading.Predicates(lexicon, sentence).Adjective(clause) is not { } adjective)
            return null;
        return adjective.Pattern.Object switch
        {
            Effect.Con => "12",
            Effect.Pro or Effect.Willing or Effect.Intend => inner is { Root: "16" or "19" or "13" } ? "13" : "03",
            _ => inner?.Root is { } root ? Intended(root) : null,
        };
    }

    private Coded? Inner(ParsedSentence sentence, Clause clause, int depth)
    {
        foreach (var child in clause.Children)
        {
            if (child.Kind is ClauseKind.Content or ClauseKind.Infinitive or ClauseKind.Gerund && child.GovernorNoun is null && CodeClause(sentence, child, depth + 1) is { } coded)
                return coded;
        }

        foreach (var other in sentence.Clauses)
        {
            if (other.Attribution == clause && CodeClause(sentence, other, depth + 1) is { } coded)
                return coded;
        }

        return null;
    }

    private static Chunk? Agent(ParsedSentence sentence, Clause clause)
    {
        if (clause.Verb?.Shape is { Passive: true })
        {
            var by = clause.Complements.Find(c => c.Preposition is { } p && sentence.Tokens[p.Start].Is("by"));
            if (by is not null)
                return by.Noun;
            var place = clause.Complements.Find(c => c.Preposition is { } p && sentence.Tokens[p.Start].Is("in") && sentence.Tokens[c.Noun.Head].Capital);
            if (place is not null)
                return place.Noun;
        }

        return clause.SubjectChain() is { Count: > 0 } subjects ? subjects[0] : null;
    }

    // The whole subject: its head with what the preposition "of" adds.
    private static string Name(ParsedSentence sentence, Chunk chunk, Clause clause)
    {
        var last = chunk;
        while (last.Index + 2 < sentence.Chunks.Count && sentence.Chunks[last.Index + 1] is { Kind: ChunkKind.Preposition } of && sentence.Tokens[of.Start].Is("of") && sentence.Chunks[last.Index + 2].Kind == ChunkKind.Noun)
            last = sentence.Chunks[last.Index + 2];
        if (sentence.Tags[chunk.Head] == Tag.Pronoun)
        {
            foreach (var other in sentence.Clauses)
            {
                if (other != clause && other.Subjects.Count > 0 && other.Subjects[0].Start < chunk.Start && sentence.Tags[other.Subjects[0].Head] != Tag.Pronoun)
                    return sentence.Words(other.Subjects[0]);
            }
        }

        return sentence.Words(chunk.Start, last.End);
    }

    private readonly record struct Coded(string Root, Chunk? Actor, Clause Clause, string Act, bool Weak);
}
