using System.Buffers;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>"The party denied it": the holder takes back what the sentences just before reported of it.</summary>
internal sealed class Denials(SentenceFacts facts)
{
    private static readonly string[] Reports = ["it", "that", "this", "report", "reports", "claim", "claims", "rumour", "rumours", "rumor", "rumors", "story", "stories", "suggestion", "suggestions", "allegation", "speculation", "account", "article"];

    private static readonly SearchValues<string> Verbs = SearchValues.Create(["denied", "denies", "dismiss", "reject", "refute", "rubbish", "scotch", "called", "calls", "brand", "describe", "untrue", "false"], StringComparison.Ordinal);

    private readonly ParsedSentence sentence = facts.Sentence;

    /// <summary>Whether a sentence may deny something; cheap.</summary>
    public static bool MayDeny(ReadOnlySpan<char> text) => text.ContainsAny(Verbs);

    /// <summary>Who denies; null where nobody does. No actor (-1): whoever was reported on.</summary>
    public Party? By()
    {
        // "the report had been denied in Nyon"
        if (sentence.Clauses.Exists(c => c is { Kind: ClauseKind.Root, Verb: { Shape: { Passive: true, Negation: < 0, Modal: null } } verb } && facts.Lemma(verb) is "deny" or "dismiss" or "reject" or "refute" && c.Subjects.Exists(s => s.End - s.Start > 1 && Reports.Contains(facts.Word(s)))))
            return new Party("", -1, false, false, false);
        foreach (var clause in sentence.Clauses)
        {
            if (clause is not { Kind: ClauseKind.Root, Verb: { Shape: { Negation: < 0, Modal: null, Passive: false } } verb } || clause.SubjectChain() is not { Count: > 0 } subjects)
                continue;
            var denies = facts.Lemma(verb) is "deny" or "dismiss" or "reject" or "refute" or "rubbish" or "scotch";
            var taken = clause.Complements.Find(c => c.Preposition is null && !c.BeforeVerb && !facts.IsTime(c.Noun))?.Noun;
            var untrue = facts.Lemma(verb) is "call" or "brand" or "describe" or "be" && IsUntrue(verb.End);
            if (((denies && taken is not null && Reports.Contains(facts.Word(taken)) && !SaysOfWhat(taken)) || (untrue && taken is not null && Reports.Contains(facts.Word(taken)))) && facts.Resolver.Resolve(subjects[0]) is { Known: true, ThirdParty: false } party)
                return party;
        }

        return null;
    }

    // "denied reports that X" is read where it stands.
    private bool SaysOfWhat(Chunk taken) => taken.Index + 1 < sentence.Chunks.Count && sentence.Chunks[taken.Index + 1].Kind is ChunkKind.Complementizer or ChunkKind.Preposition && !facts.IsTime(sentence.Chunks[Math.Min(taken.Index + 2, sentence.Chunks.Count - 1)]);

    private bool IsUntrue(int from)
    {
        for (var t = from; t < sentence.Tokens.Count && t < from + 6; t++)
        {
            if (sentence.Tokens[t].Lower is "fabrication" or "fiction" or "false" or "untrue" or "nonsense" or "baseless" or "lie" or "lies" or "fake" or "unfounded" or "invention" or "fantasy")
                return true;
        }

        return false;
    }
}
