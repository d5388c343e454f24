namespace Alerts.Pipeline.Storage;

/// <summary>What a queue carries: keys, never content.</summary>
public interface IMessage
{
    /// <summary>Version of the record's shape; a reader refuses one it does not know.</summary>
    int Version { get; }

    /// <summary>Null until a known outage has sent it round again.</summary>
    Delay? Delayed { get; }
}

/// <summary>How long a known outage has kept a message going round.</summary>
/// <param name="Times">How often it was sent again.</param>
/// <param name="FirstFailure">When it first failed.</param>
public sealed record Delay(int Times, DateTimeOffset FirstFailure);

/// <summary>Queue <c>feeds</c>: feeds of one host that are due.</summary>
public sealed record FeedsMessage(string Host, IReadOnlyList<string> FeedIds, int Version = 1, Delay? Delayed = null) : IMessage;

/// <summary>Queue <c>hubs</c>: feeds for which one hub is to be asked.</summary>
public sealed record HubsMessage(string Host, IReadOnlyList<string> FeedIds, int Version = 1, Delay? Delayed = null) : IMessage;

/// <summary>Queue <c>pages</c>: articles of a feed whose pages, on one host, are to be fetched before they are read.</summary>
/// <param name="Since">When they were taken in.</param>
public sealed record PagesMessage(string Host, string FeedId, IReadOnlyList<PageToFetch> Pages, DateTimeOffset Since, int Version = 1, Delay? Delayed = null) : IMessage;

/// <summary>An article's page. The link is as the feed gives it: the canonical one need not answer.</summary>
public sealed record PageToFetch(string ArticleId, string Link);

/// <summary>Queue <c>articles</c>: an article to read.</summary>
public sealed record ArticleMessage(string ArticleId, int Version = 1, Delay? Delayed = null) : IMessage;

/// <summary>Queue <c>signals</c>: a signal whose readers are to be told.</summary>
/// <param name="After">The last reader done, where an earlier page stopped; null from the start.</param>
public sealed record SignalMessage(string SignalId, string? After = null, int Version = 1, Delay? Delayed = null) : IMessage;

/// <summary>Queue <c>emails</c>: deliveries of one signal to send, or digests that are due.</summary>
/// <param name="SignalId">Empty for digests.</param>
public sealed record EmailsMessage(string SignalId, IReadOnlyList<string> SubscriberIds, int Version = 1, Delay? Delayed = null) : IMessage
{
    /// <summary>The due digests of these subscribers.</summary>
    public static EmailsMessage Digests(IReadOnlyList<string> subscriberIds) => new("", subscriberIds);
}

/// <summary>Queue <c>links</c>: an address that is sent a link. The token is made when the mail is, so that it never lies in a queue.</summary>
/// <param name="Asked">When the form was sent.</param>
public sealed record LinkMessage(string SubscriberId, Subscriptions.LinkPurpose Purpose, DateTimeOffset Asked, int Version = 1, Delay? Delayed = null) : IMessage;
