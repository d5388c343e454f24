using System.Globalization;
using Alerts.Detection;
using Alerts.Pipeline.Opinion;

namespace Alerts.Pipeline.Signals;

/// <summary>How sure a signal is.</summary>
public enum Sureness
{
    Uncertain,
    Plausible,
    Likely,
    WellSourced,
}

/// <summary>
/// How sure a signal is, and why: worked out from what proves it and from how many independent sources tell it. The figure puts
/// signals in an order; nobody has counted how many of those at .70 are right.
/// </summary>
/// <param name="Value">Above 0 and below 1, two decimals. It grows with every independent source, and some doubt stays: all may be read wrongly alike.</param>
/// <param name="Sureness">The figure in words.</param>
/// <param name="Sources">How many independent sources.</param>
/// <param name="Reasons">What it rests on, the proof first: clauses without a stop.</param>
public sealed record Confidence(double Value, Sureness Sureness, int Sources, IReadOnlyList<string> Reasons)
{
    // Each further source leaves six tenths of the doubt that more sources can take away at all.
    private const double DoubtLeft = 0.6;
    private const double Most = 0.97;

    // However many repeat a rumour, it stays one.
    private const double MostOfRumour = 0.45;

    /// <summary>"uncertain", "plausible", "likely", "well sourced".</summary>
    public string Words => Sureness switch
    {
        Sureness.Uncertain => "uncertain",
        Sureness.Plausible => "plausible",
        Sureness.Likely => "likely",
        _ => "well sourced",
    };

    /// <summary>"Well sourced (0.87): 3 independent outlets; the text itself says that the position is new."</summary>
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(Words[0])}{Words[1..]} ({Value:0.00}): {OutletsOf(Sources)}; {string.Join("; ", Reasons)}.");

    /// <summary>Null for what is not read from a text's meaning: a keyword match is exact, a correction is an operator's word.</summary>
    public static Confidence? Of(Signal signal) => signal.Kind is SignalKind.Change or SignalKind.Statement ? Of(Grounds.Of(signal)) : null;

    internal static Confidence Of(Grounds grounds)
    {
        var (start, reason) = ProofOf(grounds);
        var reasons = new List<string> { reason };
        if (grounds is { Proof: not ProofKind.Rumour, Doubtful: true })
        {
            start = 0.45;
            reasons.Add("the rule that read it errs at times");
        }

        if (grounds.HeadlineOnly)
        {
            start -= 0.1;
            reasons.Add("only headlines show it");
        }

        if (grounds.Conditional)
        {
            start -= 0.05;
            reasons.Add("it is tied to a condition");
        }

        if (grounds.Seconded)
        {
            start += 0.05;
            reasons.Add("a second opinion agrees");
        }

        var most = grounds.Proof == ProofKind.Rumour ? MostOfRumour : Most;
        var value = Math.Round(most - (most - start) * Math.Pow(DoubtLeft, Math.Max(grounds.Sources, 1) - 1), 2);
        return new(value, SurenessOf(value), Math.Max(grounds.Sources, 1), reasons);
    }

    private static (double Start, string Reason) ProofOf(Grounds grounds) => grounds.Proof switch
    {
        ProofKind.TextAndLedger => (0.74, "the text itself says that the position is new, and it differs from the one we held"),
        ProofKind.Text => (0.7, "the text itself says that the position is new"),
        ProofKind.Ledger => (0.6, "it differs from the position we held; no text calls it new"),
        ProofKind.Statement => (0.7, "the text states the position"),
        _ => (0.3, "the text itself calls it uncertain"),
    };

    private static Sureness SurenessOf(double value) => value switch
    {
        < 0.5 => Sureness.Uncertain,
        < 0.65 => Sureness.Plausible,
        < 0.87 => Sureness.Likely,
        _ => Sureness.WellSourced,
    };

    private static string OutletsOf(int sources) =>
        sources <= 1 ? "one outlet" : string.Create(CultureInfo.InvariantCulture, $"{sources} independent outlets");
}

/// <summary>What kind of proof a signal has.</summary>
internal enum ProofKind
{
    /// <summary>Hedged: the text says may, could, is weighing.</summary>
    Rumour,

    /// <summary>A position stated that differs from what was held.</summary>
    Ledger,

    /// <summary>A position stated.</summary>
    Statement,

    /// <summary>The text says that the position is new.</summary>
    Text,
    TextAndLedger,
}

/// <summary>What a confidence is worked out from.</summary>
/// <param name="Conditional">The position is tied to a condition, or is tentative.</param>
/// <param name="HeadlineOnly">Each source shows it in its headline alone.</param>
/// <param name="Doubtful">Each source was read by a rule that is known to err.</param>
/// <param name="Seconded">A second opinion agreed to one of them.</param>
/// <param name="Sources">Independent ones; less than one counts as one.</param>
internal sealed record Grounds(ProofKind Proof, bool Conditional, bool HeadlineOnly, bool Doubtful, bool Seconded, int Sources)
{
    public static Grounds Of(Signal signal) => new(
        signal switch
        {
            { Hedged: true } => ProofKind.Rumour,
            { Kind: SignalKind.Statement } => ProofKind.Statement,
            { Basis: Basis.Ledger } => ProofKind.Ledger,
            { Basis: Basis.Both } => ProofKind.TextAndLedger,
            _ => ProofKind.Text,
        },
        signal.Commitment != Commitment.Firm,
        signal.Sources.All(source => source.Title.Contains(source.Proof.Sentence, StringComparison.Ordinal)),
        signal.Kind == SignalKind.Change && signal.Sources.All(source => Ambiguity.IsDoubtful(source.Proof.Rule)),
        signal.Sources.Any(source => source.Opinion is { Verdict: Verdict.Agree }),
        signal.IndependentSources);
}
