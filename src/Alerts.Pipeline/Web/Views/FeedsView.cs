using Alerts.Pipeline.Polling;

namespace Alerts.Pipeline.Web.Views;

/// <summary>How the feeds fare.</summary>
/// <param name="Counts">How many there are in each condition, the worst first; none that is zero.</param>
/// <param name="Shown">The worst first; as many as a page holds.</param>
/// <param name="Hidden">How many are not shown.</param>
public sealed record FeedsView(IReadOnlyList<(FeedCondition Condition, int Count)> Counts, IReadOnlyList<FeedHealth> Shown, int Hidden)
{
    // A page is to stay under 50 KB, however long the feeds' names and troubles are.
    private const int MostShown = 25;

    public static FeedsView Of(IReadOnlyList<FeedHealth> feeds) => new(
        [.. feeds.CountBy(feed => feed.Condition).Select(count => (count.Key, count.Value)).OrderBy(count => count.Key)],
        [.. feeds.Take(MostShown)],
        Math.Max(0, feeds.Count - MostShown));

    /// <summary>"failing", "silent against its habit", "taken away by its publisher".</summary>
    public static string WordFor(FeedCondition condition) => condition switch
    {
        FeedCondition.Failing => "failing",
        FeedCondition.Silent => "silent against its habit",
        FeedCondition.Gone => "taken away by its publisher",
        FeedCondition.New => "not yet read",
        FeedCondition.Well => "well",
        FeedCondition.Paused => "paused",
        _ => "removed",
    };

    /// <summary>What a hub does for a feed, in a sentence; null where there is none.</summary>
    public static string? Sentence(HubHealth? hub) => hub switch
    {
        null => null,
        { State: HubState.Verified, Missed: true } => "Its hub has missed entries, so it is polled at its usual pace.",
        { State: HubState.Verified, LastPush: null } => "Its hub has promised to deliver, and has not yet.",
        { State: HubState.Verified } => "Its hub delivers what is new.",
        { State: HubState.Denied } => hub.LastError,
        { State: HubState.Leaving } => "Its hub is being left.",
        { LastError: { } error } => $"Its hub was asked to deliver: {error}",
        _ => "Its hub was asked to deliver.",
    };

    /// <summary>A long sentence, cut.</summary>
    public static string Cut(string text) => text.Length <= 240 ? text : text[..239] + "\u2026";
}
