using Alerts.Detection;
using Alerts.Pipeline.Signals;
using Signal = Alerts.Pipeline.Signals.Signal;

namespace Alerts.Tests.Pipeline.Ledger;

/// <summary>A ledger in memory, to tell a story to the rule.</summary>
internal sealed class LedgerBook
{
    private static readonly Comparer<StanceEntry> Order = Comparer<StanceEntry>.Create(StanceEntry.Compare);
    private int articles;

    public Stance? Now { get; private set; }

    public IReadOnlyList<StanceEntry> History { get; private set; } = [];

    public Dictionary<string, Signal> Signals { get; } = new(StringComparer.Ordinal);

    public static Finding Stated(Position to) => Told(Position.Unknown, to) with { Kind = SignalKind.Statement, Magnitude = null };

    public static Finding Told(Position from, Position to) => new(
        SignalKind.Change, "Hungary", true, "eu-accession", "Ukraine", "accession", from, to, Commitment.Firm, null, "drop", "12", false, false, false, null,
        new(TextPart.Text, new(0, 3), new(0, 3), "abc", "test", null, null));

    /// <returns>The signal that the article brings or corroborates.</returns>
    public Signal? Read(Finding finding, DateTimeOffset asOf, bool hasSlot = false, string? article = null, bool quiet = false)
    {
        var source = new SignalSource(article ?? $"a{++articles}", "feed", "Outlet", "Title", null, asOf, asOf, "", new("abc", 0, 3, "test", null, null));
        var entry = new ReadFinding(finding, "eu-accession", hasSlot, source, asOf, asOf, quiet, Late: false).Entry()!; // findings here have a position
        if (History.Any(entry.IsSame))
            return null;
        var plan = LedgerPlan.Of(new(Now, null, null, History), [entry]);
        History = [.. History.Where(known => !plan.Rows.Any(known.IsSame)).Concat(plan.Rows).Order(Order)];
        Now = plan.Now;
        foreach (var (gone, _) in plan.Gone)
            Signals.Remove(gone);
        foreach (var story in plan.Told)
            Signals[story.Id] = StorySignal.Of(story, DateTimeOffset.UnixEpoch, TimeSpan.FromDays(1));
        return plan.Rows.Single(entry.IsSame).SignalId is { } id ? Signals[id] : null;
    }
}
