namespace Alerts.Feeds;

/// <summary>One entry as published, with the gaps that formats leave filled from their usual stand-ins.</summary>
public sealed record FeedEntry
{
    /// <summary>Plain text on one line, markup resolved; empty when the entry has none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The title as published, with its type; null when there is none.</summary>
    public FeedContent? TitleContent { get; init; }

    /// <summary>The page the entry stands for, absolute where a base is known; null when none is given.</summary>
    public string? Link { get; init; }

    /// <summary>Atom's id, RSS's guid, RDF's about; the link where none is given, and null when that is missing too.</summary>
    public string? Id { get; init; }

    /// <summary>Whether <see cref="Id"/> is also a permanent link (RSS's isPermaLink).</summary>
    public bool IdIsLink { get; init; }

    /// <summary>The short form; the whole content where a feed gives only that.</summary>
    public FeedContent? Summary { get; init; }

    /// <summary>The full content, in the order and number published (an entry may offer several types); may be empty.</summary>
    public IReadOnlyList<FeedContent> Contents { get; init; } = [];

    /// <summary>The date of the last change where the feed gives only that; null when it gives no date that can be read.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>Null when not given or not a date; never copied from <see cref="Published"/>.</summary>
    public DateTimeOffset? Updated { get; init; }

    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];

    public IReadOnlyList<FeedPerson> Contributors { get; init; } = [];

    public IReadOnlyList<FeedCategory> Categories { get; init; } = [];

    public IReadOnlyList<Enclosure> Enclosures { get; init; } = [];

    public IReadOnlyList<FeedLink> Links { get; init; } = [];

    /// <summary>The page with readers' comments; null when not given.</summary>
    public string? CommentsLink { get; init; }

    /// <summary>How many comments there are (slash:comments, thr:total); null when not given.</summary>
    public int? CommentCount { get; init; }

    /// <summary>The language tag in scope; null when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>A picture for the entry (media:thumbnail, itunes:image, JSON Feed's image); null when not given.</summary>
    public string? Image { get; init; }

    public string? Rights { get; init; }

    /// <summary>The feed the entry was taken from, when it says so; null otherwise.</summary>
    public FeedOrigin? Origin { get; init; }
}
