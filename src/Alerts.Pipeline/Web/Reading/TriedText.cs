using Alerts.Detection;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Reading;

/// <summary>Reads a pasted text as an article of today would be read, and shows near misses too. Pure.</summary>
internal static class TriedText
{
    internal static TryView Read(string text, Detector detector, Catalogue catalogue, DateTimeOffset now)
    {
        var result = detector.Detect(new DetectionInput(null, text, now, "en"), explain: true);
        return new TryView(
            text,
            [.. result.Findings.Select(finding => Of(finding, text, catalogue, now))],
            [.. result.Dropped.Select(dropped => new NearMiss(dropped.Quote, dropped.Rule, dropped.Reason))],
            result.Declined,
            null);
    }

    private static SignalView Of(Finding finding, string text, Catalogue catalogue, DateTimeOffset now)
    {
        var proof = Proof.Of(finding.Evidence, null, text);
        var left = finding.Kind == SignalKind.Change ? new PositionView(finding.From, Commitment.Firm, null, null, null, null) : null;
        return new SignalView(
            "",
            finding.Kind,
            finding.Actor,
            finding.Topic is { } topic ? catalogue.Label(topic) : new TopicLabel("", finding.ObjectPhrase),
            finding.About,
            left,
            new PositionView(finding.To, finding.Commitment, finding.Condition, null, Passage.Cut(proof.Sentence, proof.Start, proof.Length), null),
            new Reason(proof.Rule, finding.Act, proof.Cue, proof.Speaker, finding.Magnitude, finding.Kind == SignalKind.Change ? Basis.Textual : null, finding.Hedged),
            [],
            new SignalTimes(null, null, now));
    }
}
