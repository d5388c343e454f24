using System.Buffers;
using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>"D66 remains opposed.", "Andorra too is in favour.": a position without its object, which the sentence before has named.</summary>
internal sealed class Ellipsis(SentenceReader reader)
{
    private static readonly SearchValues<string> Words = SearchValues.Create(["opposed", "against", "in favour", "in favor", "supportive", "sceptical", "skeptical", "hostile", "unconvinced", "enthusiastic", "committed"], StringComparison.Ordinal);

    private readonly SentenceFacts facts = reader.Facts;
    private readonly ParsedSentence sentence = reader.Facts.Sentence;

    /// <summary>Whether a sentence may hold one; cheap.</summary>
    public static bool MayHold(ReadOnlySpan<char> text) => text.ContainsAny(Words);

    /// <summary>The position with the tokens that stand for the topic; null where there is none.</summary>
    /// <param name="topic">The one topic of the sentences before.</param>
    /// <param name="counter">Whether it was named by its opposite.</param>
    public (Attitude Attitude, int First, int Last)? Read(Topic topic, bool counter)
    {
        foreach (var clause in sentence.Clauses)
        {
            if (clause is not { Kind: ClauseKind.Root or ClauseKind.Content, Verb: { } verb } || clause.SubjectChain() is not { Count: > 0 } subjects || facts.Resolver.Resolve(subjects[0]) is not { Known: true, ThirdParty: false })
                continue;
            if (Stance(verb.End) is not var (end, effect))
                continue;
            var a = new Attitude { Topic = topic, Sign = counter ? -1 : 1, MentionEnd = end - 1, Rule = "predicate.ellipsis" };
            a.Cover(verb.Start, end);
            Composition.ApplyToObject(a, effect);
            a.Reiterated = facts.Lemma(verb) is "remain" or "stay";
            a.Cues.Add((verb.Start, end));
            reader.Outward.AfterVerb(a, clause, passive: false);
            return a.Dropped || a.Mode != AttitudeMode.Statement ? null : (a, verb.Start, end - 1);
        }

        return null;
    }

    // The words of stance, if the sentence or the clause ends with them.
    private (int End, Effect Effect)? Stance(int from)
    {
        for (var t = from; t < sentence.Tokens.Count && t < from + 3; t++)
        {
            var word = sentence.Tokens[t].Lower;
            var (length, effect) = word switch
            {
                "opposed" or "against" or "sceptical" or "skeptical" or "hostile" or "unconvinced" => (1, Effect.Con),
                "supportive" or "enthusiastic" or "committed" => (1, Effect.Pro),
                "in" when t + 1 < sentence.Tokens.Count && sentence.Tokens[t + 1].Lower is "favour" or "favor" => (2, Effect.Pro),
                _ => (0, Effect.None),
            };
            if (length == 0)
            {
                if (sentence.Tags[t] is not Tag.Adverb)
                    return null;
                continue;
            }

            var end = t + length;
            return end >= sentence.Tokens.Count || sentence.Tags[end] is Tag.Stop or Tag.Comma or Tag.Break ? (end, effect) : null;
        }

        return null;
    }
}
