using Alerts.Detection;
using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Delivery.Digests;

/// <summary>What a digest holds, grouped by topic, what moved most first. Pure.</summary>
internal static class DigestContent
{
    // More is no digest, and a mail beyond 100 KB is cut by some clients.
    private const int MostSignals = 40;

    /// <returns>The groups, and the signals that get a line alone.</returns>
    public static (IReadOnlyList<DigestGroup> Groups, IReadOnlyList<SignalView> Brief) Of(IReadOnlyList<SignalView> signals)
    {
        var ordered = InOrder(signals).ToList();
        var told = ordered.Take(MostSignals);
        // The first of a group moved most of it, so that groups come in the order of their first.
        var groups = told.GroupBy(signal => signal.Topic?.Id ?? "?" + signal.Query, StringComparer.Ordinal)
            .Select(group => new DigestGroup(group.First().Topic?.Name ?? TitleOf(group.First()), group.First().Topic, [.. group]));
        return ([.. groups], [.. ordered.Skip(MostSignals)]);
    }

    private static IEnumerable<SignalView> InOrder(IReadOnlyList<SignalView> signals) => signals
        .OrderByDescending(Movement)
        .ThenByDescending(signal => signal.Sources.Count(source => !source.WireCopy))
        .ThenByDescending(signal => signal.To.AsOf)
        .ThenBy(signal => signal.Id, StringComparer.Ordinal);

    private static int Movement(SignalView signal) => signal switch
    {
        { Kind: SignalKind.Correction or SignalKind.Retraction } => 6,
        { Kind: SignalKind.Change, Why: { Magnitude: Magnitude.Reversal, Hedged: false } } => 5,
        { Kind: SignalKind.Change, Why.Hedged: false } => 4,
        { Kind: SignalKind.Change } => 3,
        { Kind: SignalKind.Statement } => 2,
        _ => 1,
    };

    private static string TitleOf(SignalView signal) => signal.Query is null ? signal.Actor : $"\u201C{signal.Query}\u201D";
}
