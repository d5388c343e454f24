using Alerts.Pipeline.Opinion;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Reading;

/// <summary>From what is stored to what is shown. Pure.</summary>
public static class SignalViews
{
    public static SignalView Of(Signal signal, Catalogue catalogue)
    {
        var first = signal.Sources[0];
        var proof = first.Proof;
        return new SignalView(
            signal.Id,
            signal.Kind,
            signal.Actor,
            signal.Topic is { } topic ? catalogue.Label(topic) : null,
            signal.About,
            signal.From is { } from ? Of(from) : null,
            new PositionView(signal.To, signal.Commitment, signal.Condition, signal.AsOf, Passage(proof), Of(first), signal.Id),
            new Reason(proof.Rule, signal.Act, proof.Cue, proof.Speaker, signal.Magnitude, signal.Basis, signal.Hedged),
            [.. signal.Sources.Select(Of)],
            new SignalTimes(first.Published, first.FirstSeen, signal.Detected),
            signal.Replaces,
            signal.Query)
        {
            Confidence = Confidence.Of(signal),
            Opinion = first.Opinion is { Verdict: Verdict.Agree } opinion ? new(opinion.Reason, opinion.Quote) : null,
            LedgerFrom = signal.LedgerFrom is { } held ? Of(held) : null,
            CorrectsId = signal.Corrects,
            CorrectionReason = signal.Reason,
            CorrectedById = signal.CorrectedBy,
        };
    }

    /// <summary>One actor's record, newest first.</summary>
    public static ActorTimeline Of(StanceRecord record)
    {
        var now = record.Now;
        var sure = LedgerFold.ChangesOf(record.History).ToDictionary(signal => signal.Id, Confidence.Of, StringComparer.Ordinal);
        var entries = record.History.Where(entry => entry.TakenBackBy is null).OrderByDescending(entry => entry.AsOf)
            .Select(entry => Of(entry) with { Confidence = entry.SignalId is { } signal ? sure.GetValueOrDefault(signal) : null }).ToList();
        return new ActorTimeline(
            now.Key.Actor,
            now.Key.About,
            entries.Count > 0 ? entries : [new(now.Position, now.Commitment, now.Condition, now.Since, Passage(now.First.Proof), Of(now.First), now.SignalId)]);
    }

    private static PositionView Of(StanceEntry entry) =>
        new(entry.Position, entry.Commitment, entry.Condition, entry.AsOf, Passage(entry.Source.Proof), Of(entry.Source), entry.SignalId);

    private static PositionView Of(Held held) => new(
        held.Position,
        held.Commitment,
        held.Condition,
        held.AsOf,
        held.Source is { } source ? Passage(source.Proof) : null,
        held.Source is { } article ? Of(article) : null,
        held.SignalId);

    private static SourceView Of(SignalSource source) => new(source.Outlet, source.Title, source.Link, source.Published, source.WireCopy) { SameOwner = source.SameOwner };

    private static Passage Passage(Proof proof) => Views.Passage.Cut(proof.Sentence, proof.Start, proof.Length);
}
