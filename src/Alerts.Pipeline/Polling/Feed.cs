using Alerts.Feeds.Scheduling;

namespace Alerts.Pipeline.Polling;

/// <summary>Whether a feed is asked.</summary>
public enum FeedState
{
    Active,

    /// <summary>The publisher took it away (410).</summary>
    Gone,

    /// <summary>An operator took it out.</summary>
    Removed,

    /// <summary>An operator lets it rest.</summary>
    Paused,
}

/// <summary>A feed, what the last polls of it gave, and when it is asked next.</summary>
/// <param name="Id">Hash of <paramref name="Url"/>.</param>
/// <param name="Url">As the operator gave it.</param>
/// <param name="Title">As the operator or else the feed names it; the outlet's name on pages and in mails.</param>
public sealed record Feed(string Id, string Url, string Title)
{
    public FeedState State { get; init; }

    /// <summary>Where it is asked, since permanent redirects moved it; null while it is at <see cref="Url"/>.</summary>
    public string? MovedTo { get; init; }

    /// <summary>Where the last polls were permanently redirected to, and how many in a row that parsed.</summary>
    public string? MovingTo { get; init; }

    public int Moves { get; init; }

    /// <summary>Validators of the copy we have worked off, exactly as sent.</summary>
    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public DateTimeOffset NextPoll { get; init; }

    /// <summary>Why then, for the operator.</summary>
    public string? Why { get; init; }

    /// <summary>When a message was last sent to have it polled; null once it has been.</summary>
    public DateTimeOffset? Queued { get; init; }

    /// <summary>Null until its articles and the ledger have been filled for the first time.</summary>
    public DateTimeOffset? FirstSuccess { get; init; }

    public DateTimeOffset? LastSuccess { get; init; }

    public DateTimeOffset? LastArticle { get; init; }

    /// <summary>Polls in a row that failed.</summary>
    public int Failures { get; init; }

    public string? LastError { get; init; }

    /// <summary>Whether the feed has shown entries that share a link: then its guids name its articles.</summary>
    public bool LinksRepeat { get; init; }

    public ArrivalHistory History { get; init; } = ArrivalHistory.Empty;

    /// <summary>What the publisher says of when to poll; kept for the polls that bring nothing.</summary>
    public FeedHints Hints { get; init; } = FeedHints.None;

    /// <summary>Entries already taken in, so that a poll costs nothing for them.</summary>
    public SeenEntries Seen { get; init; } = SeenEntries.None;

    /// <summary>Whether the pages of its articles are fetched for their whole text.</summary>
    public bool FullText { get; init; }

    /// <summary>Why an article of it lately went on with the feed's own text instead of its page's; null where none did.</summary>
    public string? PageError { get; init; }

    /// <summary>The WebSub hub that the feed offered last; null where it offers none.</summary>
    public HubOffer? Offer { get; init; }

    /// <summary>What stands between us and a hub; null where nothing does.</summary>
    public HubSubscription? Push { get; init; }

    /// <summary>When a hub is to be asked for something; null for not at all.</summary>
    public DateTimeOffset? HubDue { get; init; }

    /// <summary>When a message was last sent to have the hub asked; null once it has been.</summary>
    public DateTimeOffset? HubQueued { get; init; }

    /// <summary>Where it is asked.</summary>
    public string Address => MovedTo ?? Url;
}
