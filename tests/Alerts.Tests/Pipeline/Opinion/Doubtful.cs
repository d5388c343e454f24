using Alerts.Detection;

namespace Alerts.Tests.Pipeline.Opinion;

/// <summary>Findings as the detector might give them.</summary>
internal static class Doubtful
{
    public static Finding Finding(
        string rule = "verb.object+contrast",
        SignalKind kind = SignalKind.Change,
        bool known = true,
        TextPart part = TextPart.Text,
        string? topic = "nato-membership",
        int start = 0,
        string quote = "it now supports the bid") => new(
            kind, "Hungary", known, topic, "Sweden", "the bid", Position.Against, Position.Favor, Commitment.Firm, null, "support", "05",
            Reiterated: false, Hedged: false, Intended: false, Magnitude.Reversal,
            new(part, new(start, start + quote.Length), new(start, start + quote.Length), quote, rule, "now", null));
}
