namespace Alerts.Feeds.Fetching;

/// <summary>What to ask for, and what we hold of it.</summary>
/// <param name="Url">An absolute http or https URL.</param>
/// <param name="ETag">The ETag of the copy we hold, exactly as the publisher sent it; null when there is none.</param>
/// <param name="LastModified">The Last-Modified of the copy we hold, exactly as the publisher sent it; null when there is none.</param>
public sealed record FetchRequest(Uri Url, string? ETag = null, string? LastModified = null)
{
    /// <summary>The media types asked for; the default prefers feeds and takes anything.</summary>
    public string Accept { get; init; } = AcceptFeed;

    /// <summary>
    /// A form to post instead of asking for a document, already encoded (application/x-www-form-urlencoded); null to GET.
    /// A post is sent on only by a 307 or 308, and ends in <see cref="Accepted"/> where all is well.
    /// </summary>
    public string? Form { get; init; }

    internal const string AcceptFeed =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5";

    internal const string AcceptPage = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";

    internal const string AcceptText = "text/plain, */*;q=0.1";
}
