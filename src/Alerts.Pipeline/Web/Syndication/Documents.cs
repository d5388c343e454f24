using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Syndication;

/// <summary>The forms that programs read: JSON, RSS and Atom.</summary>
internal static class Documents
{
    /// <summary>The document in the form asked for.</summary>
    /// <param name="form">json, rss or atom.</param>
    /// <returns>Null for any other form.</returns>
    internal static IResult? In(string form, Func<string> json, Func<FeedHead> head, Func<IReadOnlyList<FeedItem>> items, SiteLinks links) => form switch
    {
        "json" => new DocumentResult(json(), "application/json; charset=utf-8"),
        "rss" => new DocumentResult(FeedWriter.Rss(head(), items(), links), "application/rss+xml; charset=utf-8"),
        "atom" => new DocumentResult(FeedWriter.AtomFeed(head(), items(), links), "application/atom+xml; charset=utf-8"),
        _ => null,
    };
}
