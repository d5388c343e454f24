using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>
/// What a change can be about where no topic is named: objects of verbs of change whose head is itself a matter of
/// position (a demand, a ban, a policy). Bombs, prices and matches are none.
/// </summary>
internal static class OpenObjects
{
    private static readonly string[] Matters =
    [
        "plan", "plans", "policy", "law", "bill", "ban", "tariff", "tariffs", "sanctions", "embargo", "deal", "agreement", "treaty", "pact", "accord", "target", "pledge", "promise",
        "stance", "position", "line", "rule", "rules", "programme", "program", "scheme", "project", "tax", "levy", "subsidy", "subsidies", "restrictions", "curbs", "quota", "quotas", "measure", "measures",
        "decision", "proposal", "reform", "reforms", "strategy", "commitment", "membership", "alliance", "talks", "negotiations", "boycott", "blockade", "moratorium", "mandate", "requirement", "legislation",
    ];

    /// <summary>Stands in for the topic; has no id, no slot and no heads of its own.</summary>
    public static Topic Topic { get; } = new("", "", "", "");

    public static IEnumerable<Chunk> Of(EnglishLexicon lexicon, ParsedSentence sentence)
    {
        var predicates = new Predicates(lexicon, sentence);
        foreach (var clause in sentence.Clauses)
        {
            if (clause.Verb is not { } verb)
                continue;
            foreach (var complement in clause.Complements)
            {
                if (!complement.BeforeVerb && IsMatter(lexicon, sentence, complement.Noun) && predicates.ForObject(verb, complement) is { } pattern && Moves(pattern.Object))
                    yield return complement.Noun;
            }

            if (verb.Shape is { Passive: true } && clause.Subjects.Count > 0 && IsMatter(lexicon, sentence, clause.Subjects[0]) && predicates.ForSubject(verb, passive: true) is { } passive && Moves(passive.Object))
                yield return clause.Subjects[0];
        }
    }

    /// <summary>The object with the prepositional phrases that say of what: "its demand for a larger quota".</summary>
    public static string Phrase(EnglishLexicon lexicon, ParsedSentence sentence, Chunk chunk)
    {
        var last = chunk;
        while (last.Index + 2 < sentence.Chunks.Count && sentence.Chunks[last.Index + 1].Kind == ChunkKind.Preposition && sentence.Chunks[last.Index + 2].Kind == ChunkKind.Noun
            && sentence.Tokens[sentence.Chunks[last.Index + 1].Start].Lower is "of" or "on" or "for" or "to" or "against" or "with"
            && !lexicon[sentence.Tokens[sentence.Chunks[last.Index + 2].Head].Lower].Has(WordClass.Day | WordClass.Month | WordClass.TimeNoun))
        {
            last = sentence.Chunks[last.Index + 2];
        }

        return sentence.Words(chunk.Start, last.End);
    }

    private static bool IsMatter(EnglishLexicon lexicon, ParsedSentence sentence, Chunk noun)
    {
        var head = sentence.Tokens[noun.Head].Lower;
        return sentence.Tags[noun.Head] == Tag.Noun && (Matters.Contains(head) || lexicon[head].Nouns.Exists(n => n.Object is Effect.Pro or Effect.Con));
    }

    private static bool Moves(Effect effect) => effect is Effect.Drop or Effect.Weaken or Effect.Quit or Effect.Reverse or Effect.Restore or Effect.Yield or Effect.Accept or Effect.Rethink or Effect.Approach;
}
