using Alerts.Detection;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Delivery;

/// <summary>Some of a signal's readers, each with all subscriptions that watch it, by subscriber id. Pure.</summary>
/// <param name="After">Where the next page starts; null where this is the last.</param>
internal sealed record ReaderPage(IReadOnlyList<IReadOnlyList<Subscription>> Readers, string? After)
{
    /// <summary>What a reader may watch to hear of a signal.</summary>
    public static IReadOnlyList<Watch> WatchesOf(Signal signal) => signal.Kind == SignalKind.Keyword
        ? [new(WatchKind.Query, signal.Query ?? "")]
        : [new(WatchKind.Topic, signal.Topic ?? ""), new(WatchKind.Actor, signal.Actor)];

    /// <summary>Joins pages of several watches, each in the order of subscriber ids.</summary>
    /// <param name="pages">A page a watch; one that is <paramref name="full"/> may have more behind it.</param>
    public static ReaderPage Join(IReadOnlyList<IReadOnlyList<Subscription>> pages, int full)
    {
        // Beyond the end of the shortest full page some reader's other subscriptions may not have been read.
        var end = pages.Where(page => page.Count >= full).Select(page => page[^1].SubscriberId).Min(StringComparer.Ordinal);
        var readers = pages.SelectMany(page => page)
            .Where(subscription => end is null || string.CompareOrdinal(subscription.SubscriberId, end) <= 0)
            .GroupBy(subscription => subscription.SubscriberId, StringComparer.Ordinal)
            .OrderBy(reader => reader.Key, StringComparer.Ordinal)
            .Select(reader => (IReadOnlyList<Subscription>)[.. reader]);
        return new([.. readers], end);
    }

    /// <summary>Whether a subscription asked for a signal of this kind, this well founded, before it was made.</summary>
    public static bool Wants(Subscription subscription, Signal signal) =>
        subscription.Since <= signal.Detected
        && signal.Kind switch
        {
            SignalKind.Statement => subscription.Statements,
            SignalKind.Change => subscription.LeastSources <= signal.IndependentSources,
            _ => true,
        };
}
