using System.Text;
using Alerts.Feeds;
using Alerts.Feeds.Fetching;
using Alerts.Feeds.Html;

namespace Alerts.Pipeline.Polling;

/// <summary>What stands behind an address.</summary>
/// <param name="Feed">Null where the address leads to no feed.</param>
/// <param name="Offered">The feeds that a page offers, where it offers several.</param>
/// <param name="Fault">One sentence; null where <paramref name="Feed"/> is found or several are <paramref name="Offered"/>.</param>
public sealed record FeedSearchResult(FoundFeed? Feed, IReadOnlyList<DiscoveredFeed> Offered, string? Fault);

/// <param name="Url">Where it is to be asked, permanent redirects followed.</param>
public sealed record FoundFeed(string Url, string Title, FeedFormat Format, int Entries);

/// <summary>Finds the feed behind an address that an operator gives: the feed itself, or the one that a page offers.</summary>
public sealed class FeedSearch(FeedFetcher fetcher)
{
    public async Task<FeedSearchResult> FindAsync(Uri url, CancellationToken cancellation)
    {
        var result = await fetcher.FetchAsync(new FetchRequest(url), cancellation);
        if (result is not Fetched page)
            return new(null, [], Fault(url, result));
        if (Read(url, page, out var problem) is { } found)
            return new(found, [], null);

        // Addresses in link elements are ASCII, whatever the page's charset.
        var offered = FeedDiscovery.Find(Encoding.UTF8.GetString(page.Body.Span), page.FinalUrl);
        return offered switch
        {
            [] => new(null, [], $"{url} is no feed and offers none: {problem}"),
            [var only] => await FollowAsync(url, new Uri(only.Url), cancellation),
            _ => new(null, offered, null),
        };
    }

    private async Task<FeedSearchResult> FollowAsync(Uri page, Uri offered, CancellationToken cancellation)
    {
        var result = await fetcher.FetchAsync(new FetchRequest(offered), cancellation);
        if (result is not Fetched fetched)
            return new(null, [], $"{page} offers the feed {offered}. {Fault(offered, result)}");
        return Read(offered, fetched, out var problem) is { } feed ? new(feed, [], null) : new(null, [], $"{page} offers the feed {offered}, which is none: {problem}");
    }

    private static FoundFeed? Read(Uri url, Fetched fetched, out string? problem)
    {
        var source = new FeedSource(fetched.FinalUrl, fetched.ContentType, fetched.ContentLocation?.AbsoluteUri);
        return FeedReader.TryRead(fetched.Body, source, out problem) is { } document
            ? new((fetched.PermanentUrl ?? url).AbsoluteUri, document.Title, document.Format, document.Entries.Count)
            : null;
    }

    private static string Fault(Uri url, FetchResult result) => result switch
    {
        Failed failed => failed.Reason,
        Gone => $"{url} is gone for good (410).",
        Throttled later => $"{url} asks us to come later ({later.Status}).",
        _ => $"{url} brought no body.",
    };
}
