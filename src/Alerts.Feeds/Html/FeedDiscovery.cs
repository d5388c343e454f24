using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Alerts.Feeds.Html;

/// <summary>Finds the feeds a web page offers (the RSS Advisory Board's autodiscovery, HTML's link types alternate and feed).</summary>
public static class FeedDiscovery
{
    private static readonly string[] Types =
    [
        "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json",
        "application/x-rss+xml", "text/xml", "application/xml",
    ];

    /// <summary>
    /// The feeds that <paramref name="html"/> names by link elements, in document order without repeats; may be empty.
    /// </summary>
    /// <param name="baseUrl">The absolute address of the page; its base element goes before it.</param>
    public static IReadOnlyList<DiscoveredFeed> Find(string html, Uri baseUrl)
    {
        var document = new HtmlParser().ParseDocument(html);
        if (document.QuerySelector("base[href]")?.GetAttribute("href") is { } given && Uri.TryCreate(baseUrl, given.Trim(), out var declared))
            baseUrl = declared;
        var found = new List<DiscoveredFeed>();
        foreach (var link in document.QuerySelectorAll("link[rel][href], a[rel][href]"))
        {
            if (Offer(link, baseUrl) is { } feed && found.TrueForAll(other => other.Url != feed.Url))
                found.Add(feed);
        }
        return found;
    }

    private static DiscoveredFeed? Offer(IElement link, Uri baseUrl)
    {
        var rels = (link.GetAttribute("rel") ?? "").Split([' ', '\t', '\r', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries);
        var type = link.GetAttribute("type")?.Split(';')[0].Trim().ToLowerInvariant();
        var isFeed = rels.Contains("feed", StringComparer.OrdinalIgnoreCase);
        var isAlternate = rels.Contains("alternate", StringComparer.OrdinalIgnoreCase) && type is not null && Types.Contains(type);
        if (!isFeed && !isAlternate)
            return null;
        if (!Uri.TryCreate(baseUrl, link.GetAttribute("href")?.Trim(), out var url) || url.Scheme is not ("http" or "https"))
            return null;
        // WordPress offers its REST interface as an alternate too.
        if (type == "application/json" && url.AbsolutePath.Contains("/wp-json/", StringComparison.Ordinal))
            return null;
        return new DiscoveredFeed(url.AbsoluteUri, link.GetAttribute("title") is { Length: > 0 } title ? HtmlText.Collapse(title) : null, type);
    }
}
