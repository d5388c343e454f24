using System.Text.RegularExpressions;

namespace Alerts.Pipeline.Polling;

/// <summary>How a feed fares, the worst first.</summary>
public enum FeedCondition
{
    /// <summary>The last polls failed.</summary>
    Failing,

    /// <summary>It answers, but brings nothing for far longer than it used to.</summary>
    Silent,

    /// <summary>The publisher took it away (410).</summary>
    Gone,

    /// <summary>No poll has ended yet.</summary>
    New,

    Well,

    Paused,

    Removed,
}

/// <summary>What is known of a feed, for the operator. Without secrets: URLs are shown without their query.</summary>
/// <param name="Url">As the operator gave it.</param>
/// <param name="MovedTo">Where it is asked since permanent redirects moved it; null while it did not.</param>
/// <param name="LastArticle">When it last brought something new; null where it never did.</param>
/// <param name="Failures">Polls in a row that failed.</param>
/// <param name="NextPoll">Null where it is not polled.</param>
/// <param name="Why">Why then: a clause.</param>
/// <param name="SilentSince">Its last arrival, where it fell silent against its own habit; otherwise null.</param>
/// <param name="Hub">Null where no hub delivers or is asked to.</param>
/// <param name="FullText">Whether its articles' pages are fetched.</param>
/// <param name="PageError">Why an article lately kept the feed's own text; null where none did.</param>
public sealed partial record FeedHealth(
    string FeedId,
    string Url,
    string Title,
    FeedCondition Condition,
    string? MovedTo,
    DateTimeOffset? LastSuccess,
    DateTimeOffset? LastArticle,
    int Failures,
    string? LastError,
    DateTimeOffset? NextPoll,
    string? Why,
    DateTimeOffset? SilentSince,
    HubHealth? Hub,
    bool FullText,
    string? PageError)
{
    /// <summary>Pure.</summary>
    public static FeedHealth Of(Feed feed, DateTimeOffset now)
    {
        var isActive = feed.State == FeedState.Active;
        var silent = isActive ? feed.History.SilentSince(now) : null;
        return new(
            feed.Id,
            WithoutQuery(feed.Url),
            feed.Title,
            ConditionOf(feed, silent),
            Shown(feed.MovedTo),
            feed.LastSuccess,
            feed.LastArticle,
            feed.Failures,
            Shown(feed.LastError),
            isActive ? feed.NextPoll : null,
            isActive ? feed.Why : null,
            silent,
            feed.Push is { } push ? new(WithoutQuery(push.Hub), push.State, push.LeaseUntil, push.LastPush, push.Missed, Shown(push.LastError)) : null,
            feed.FullText,
            Shown(feed.PageError));
    }

    private static FeedCondition ConditionOf(Feed feed, DateTimeOffset? silent) => feed switch
    {
        { State: FeedState.Gone } => FeedCondition.Gone,
        { State: FeedState.Removed } => FeedCondition.Removed,
        { State: FeedState.Paused } => FeedCondition.Paused,
        { Failures: > 0 } => FeedCondition.Failing,
        { LastSuccess: null } => FeedCondition.New,
        _ => silent is null ? FeedCondition.Well : FeedCondition.Silent,
    };

    private static string? Shown(string? text) => text is null ? null : WithoutQuery(text);

    /// <summary>A feed's query may hold a key that its publisher gave the operator.</summary>
    private static string WithoutQuery(string text) => Query().Replace(text, "$1?…");

    [GeneratedRegex("""(https?://[^\s"?]*)\?[^\s"]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Query();
}

/// <summary>A feed's subscription at a hub, without its secrets.</summary>
/// <param name="LeaseUntil">Until when the hub delivers; null until it has verified.</param>
/// <param name="LastPush">The latest delivery; null where none came.</param>
/// <param name="Missed">A poll found what the hub did not deliver, so the feed is polled at its usual pace.</param>
public sealed record HubHealth(string Hub, HubState State, DateTimeOffset? LeaseUntil, DateTimeOffset? LastPush, bool Missed, string? LastError);
