namespace Alerts.Pipeline.Polling.Pages;

/// <summary>Which articles have their pages fetched. Pure.</summary>
internal static class PageRule
{
    /// <summary>Pages a document of a feed may cost its publisher; the others keep the feed's own text.</summary>
    public const int MostAtOnce = 20;

    private const int LongestLink = 2000;

    /// <summary>A site that asks for a longer pause between pages is not asked for any: its articles would be old news.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    /// <summary>A feed's first poll shows what is old, and would ask for all of it at once.</summary>
    public static bool IsWanted(Feed feed, NewArticle entry) => feed.FullText && !entry.Article.Quiet && HostOf(entry.Page) is not null;

    /// <summary>Host and port; null where the link is no http(s) URL, or too long to be carried in a message.</summary>
    public static string? HostOf(string? link) =>
        link?.Length <= LongestLink && Uri.TryCreate(link, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) ? url.Authority : null;
}
