using Alerts.Detection;

namespace Alerts.Pipeline.Web.Views;

/// <summary>Says in sentences why a signal fired. Pure.</summary>
public static class ReasonWords
{
    /// <summary>One to four sentences; the rule's id is left to the caller, who shows it beside them.</summary>
    public static IReadOnlyList<string> Of(SignalView signal)
    {
        var reason = signal.Why;
        var sentences = new List<string> { Main(signal) };
        if (reason.Speaker is { Length: > 0 } speaker)
            sentences.Add($"The text gives {speaker} as the one who says it.");
        if (reason.Hedged)
            sentences.Add("The text itself calls it uncertain.");
        if (signal.To.Condition is { Length: > 0 } condition)
            sentences.Add($"It is tied to a condition: \u201C{condition}\u201D.");
        if (Sources(signal) is { } sources)
            sentences.Add(sources);
        return sentences;
    }

    private static string Main(SignalView signal)
    {
        var cue = signal.Why.Cue is { Length: > 0 } words ? $" (\u201C{words}\u201D)" : "";
        var held = signal.From?.AsOf is { } since ? $" that we held as of {Wording.Day(since)}" : " that we held";
        return signal switch
        {
            { Kind: SignalKind.Keyword } => $"The article matches your query{cue}.",
            { Kind: SignalKind.Statement } => $"The sentence states {Possessive(signal.Actor)} position{cue}; it does not call it new.",
            { Kind: SignalKind.Correction or SignalKind.Retraction } => $"What was reported was wrong: {signal.CorrectionReason}",
            { Why.Basis: Basis.Ledger } => $"The sentence states a position{cue} that differs from the one{held}; it does not itself call it new.",
            { Why.Basis: Basis.Both } => $"The sentence itself says that the position is new{cue}, and it differs from the one{held}.",
            _ => $"The sentence itself says that the position is new{cue}.",
        };
    }

    private static string? Sources(SignalView signal)
    {
        var independent = signal.Sources.Count(source => source.Echo is null);
        var copies = signal.Sources.Count(source => source.WireCopy);
        var own = signal.Sources.Count - independent - copies;
        var of = independent > 1 ? "a copy of one of them" : "the same wire copy";
        var echoes = (copies, own) switch
        {
            (0, 0) => null,
            (_, 0) => $"{Wording.Count(copies, "other outlet carries", "other outlets carry")} {of}",
            (0, _) => $"{Wording.Count(own, "more article is", "more articles are")} by the same publisher",
            _ => $"{Wording.Count(copies, "other outlet carries", "other outlets carry")} {of} and {Wording.Count(own, "more article is", "more articles are")} by the same publisher",
        };
        return (independent, echoes) switch
        {
            ( <= 1, null) => null,
            ( <= 1, _) => $"{echoes}, which counts as one source.",
            (_, null) => $"{independent} independent sources report it.",
            _ => $"{independent} independent sources report it; {echoes}, which adds none.",
        };
    }

    private static string Possessive(string name) => name.EndsWith('s') ? name + "\u2019" : name + "\u2019s";
}
