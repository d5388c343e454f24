namespace Alerts.Feeds;

/// <summary>A feed as read: fields of every format under one name each.</summary>
public sealed record FeedDocument
{
    public required FeedFormat Format { get; init; }

    /// <summary>The version as written ("2.0", "0.91", "1.0"); null when the document names none.</summary>
    public string? Version { get; init; }

    /// <summary>The charset the body was read in, by its IANA name ("utf-8", "windows-1252").</summary>
    public string Charset { get; init; } = "utf-8";

    /// <summary>Plain text on one line, markup resolved; empty when the feed has none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The title as published, with its type; null when there is none.</summary>
    public FeedContent? TitleContent { get; init; }

    /// <summary>Atom's subtitle, RSS's description; null when there is none.</summary>
    public FeedContent? Subtitle { get; init; }

    /// <summary>The site the feed belongs to, absolute where a base is known; null when none is given.</summary>
    public string? Link { get; init; }

    public string? Id { get; init; }

    /// <summary>Null when not given or not a date.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>Null when not given or not a date.</summary>
    public DateTimeOffset? Updated { get; init; }

    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];

    public IReadOnlyList<FeedPerson> Contributors { get; init; } = [];

    public IReadOnlyList<FeedCategory> Categories { get; init; } = [];

    public IReadOnlyList<FeedLink> Links { get; init; } = [];

    /// <summary>A language tag as written; null when unknown.</summary>
    public string? Language { get; init; }

    public string? Rights { get; init; }

    public string? Generator { get; init; }

    /// <summary>The feed's picture or logo; null when not given.</summary>
    public string? Image { get; init; }

    /// <summary>How long the publisher says a copy stays fresh (RSS's ttl, sy:updatePeriod); null when not given.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Hours of the day, 0 to 23 in UTC, in which the publisher asks not to be polled.</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];

    /// <summary>Days of the week, in UTC, on which the publisher asks not to be polled.</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];

    /// <summary>The WebSub hub; null when none is named.</summary>
    public string? Hub { get; init; }

    /// <summary>The feed's own address as it states it, which a WebSub subscription is made for; null when not stated.</summary>
    public string? Self { get; init; }

    /// <summary>The entries in document order.</summary>
    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];

    /// <summary>What had to be mended, each kind once; empty for a clean document.</summary>
    public IReadOnlyList<FeedRepair> Repairs { get; init; } = [];
}
