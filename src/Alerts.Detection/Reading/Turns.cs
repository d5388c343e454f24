using System.Buffers;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>"The offer overturns a policy of years": a sentence that calls what the one before told a turn.</summary>
internal sealed class Turns(SentenceFacts facts)
{
    private static readonly string[] Deeds = ["offer", "decision", "move", "announcement", "step", "vote", "shift", "proposal", "declaration", "statement", "pledge", "approval", "rejection", "refusal", "concession", "this", "that", "it"];

    private static readonly string[] Breaks = ["reversal", "shift", "break", "departure", "u-turn", "about-face", "about-turn", "turnaround", "climbdown", "turn", "change", "retreat", "volte-face"];

    private static readonly SearchValues<string> Words = SearchValues.Create(["overturn", "revers", "break", "mark", "represent", "upend", "end ", "ends ", "ended ", "amount"], StringComparison.Ordinal);

    private readonly ParsedSentence sentence = facts.Sentence;

    /// <summary>Whether a sentence may say so; cheap.</summary>
    public static bool MaySay(ReadOnlySpan<char> text) => text.ContainsAny(Words);

    /// <summary>Whether it says so.</summary>
    public bool Say()
    {
        foreach (var clause in sentence.Clauses)
        {
            if (clause is not { Kind: ClauseKind.Root, Subjects: [var subject, ..], Verb: { Shape: { Negation: < 0, Modal: null, Passive: false } } verb } || !Deeds.Contains(facts.Word(subject)) || (subject.End - subject.Start > 1 && sentence.Tokens[subject.Start].Lower is not ("the" or "this" or "that")))
                continue;
            var taken = clause.Complements.Where(c => !c.BeforeVerb).ToList();
            if (facts.Lemma(verb) is "overturn" or "reverse" or "upend" && taken.Exists(c => c.Preposition is null && IsOld(c.Noun)))
                return true;
            if (facts.Lemma(verb) is "end" or "break" && taken.Exists(c => IsOld(c.Noun)))
                return true;
            if (facts.Lemma(verb) is "mark" or "represent" or "be" or "amount" or "constitute" && taken.Exists(c => c.Noun.End - c.Noun.Start > 1 && Breaks.Contains(facts.Word(c.Noun))))
                return true;
        }

        return false;
    }

    private bool IsOld(Chunk noun) =>
        facts.Word(noun) is "policy" or "position" or "stance" or "line" or "doctrine" or "decision" or "years" or "decades" or "months" or "opposition" or "resistance" or "taboo" or "promise" or "pledge" or "refusal" or "deadlock" or "standoff";
}
