using System.Collections.Concurrent;

namespace Alerts.Feeds.Fetching;

/// <summary>
/// Fetches the pages of articles, for feeds whose full text is asked for: with the fetcher's limits, only where the site's
/// robots.txt lets us at every hop, and never from a site that the operator switched off. Safe for concurrent use.
/// </summary>
/// <param name="fetcher">Does the asking; stays the caller's to dispose.</param>
/// <param name="options">The same options as the fetcher's; their product names us in robots.txt.</param>
/// <param name="time">The clock by which kept robots.txt files grow old.</param>
/// <param name="sitesOff">Host names, each with all its subdomains, from which no page is fetched; null for none.</param>
public sealed class ArticleFetcher(FeedFetcher fetcher, FetchOptions options, TimeProvider time, IEnumerable<string>? sitesOff = null)
{
    // RFC 9309 section 2.4: not longer than a day.
    private static readonly TimeSpan Keep = TimeSpan.FromHours(12);
    private static readonly TimeSpan KeepUnreachable = TimeSpan.FromMinutes(10);
    private const int MaxSites = 2000;

    private readonly HashSet<string> off = new(sitesOff ?? [], StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Kept> sites = new(StringComparer.Ordinal);

    /// <summary>
    /// Fetches a page. What robots.txt or the switch forbids is a <see cref="Failed"/> that is permanent; a robots.txt that
    /// cannot be reached is one that is not, since it forbids everything until it can (RFC 9309 section 2.3.1.4).
    /// </summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> asks for it.</exception>
    public Task<FetchResult> FetchAsync(Uri page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        return fetcher.FetchAsync(new FetchRequest(page) { Accept = FetchRequest.AcceptPage }, RefuseAsync, cancellationToken);
    }

    /// <summary>The pause between two requests that the site's robots.txt asks for; null when it asks for none or is switched off.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> asks for it.</exception>
    public async Task<TimeSpan?> CrawlDelayAsync(Uri page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        return UrlRule.Refusal(page) is null && !IsOff(page.IdnHost)
            ? (await RulesAsync(page, cancellationToken).ConfigureAwait(false)).Rules.CrawlDelay(options.Product)
            : null;
    }

    private async ValueTask<Failed?> RefuseAsync(Uri url, CancellationToken cancellationToken)
    {
        if (IsOff(url.IdnHost))
            return new Failed(null, $"{url.IdnHost} is switched off for full texts.", IsPermanent: true);
        var kept = await RulesAsync(url, cancellationToken).ConfigureAwait(false);
        if (kept.Rules.IsAllowed(options.Product, url))
            return null;
        return kept.IsUnreachable
            ? new Failed(null, $"The robots.txt of {url.IdnHost} cannot be reached, so its pages are left alone for now.", IsPermanent: false)
            : new Failed(null, $"The robots.txt of {url.IdnHost} asks not to fetch {UrlRule.Show(url)}.", IsPermanent: true);
    }

    private bool IsOff(string host)
    {
        for (var name = host; ; name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (off.Contains(name))
                return true;
            if (!name.Contains('.', StringComparison.Ordinal))
                return false;
        }
    }

    private async Task<Kept> RulesAsync(Uri url, CancellationToken cancellationToken)
    {
        var site = url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        var now = time.GetUtcNow();
        if (sites.TryGetValue(site, out var kept) && now < kept.Until)
            return kept;

        var request = new FetchRequest(new Uri(new Uri(site), "/robots.txt")) { Accept = FetchRequest.AcceptText };
        var result = await fetcher.FetchAsync(request, cancellationToken).ConfigureAwait(false);
        var fresh = result switch
        {
            Fetched fetched => new Kept(RobotsRules.Parse(fetched.Body.Span), now + Keep),
            // Missing, forbidden, or a chain of redirects that leads nowhere: there are no rules (section 2.3.1.2 and .3).
            Gone or Failed { Status: >= 300 and < 500 } => new Kept(RobotsRules.AllowAll, now + Keep),
            // Unreachable: the last known rules, else nothing is allowed.
            _ when kept is { IsUnreachable: false } => kept with { Until = now + KeepUnreachable },
            _ => new Kept(RobotsRules.DisallowAll, now + KeepUnreachable, IsUnreachable: true),
        };
        if (sites.Count >= MaxSites)
            sites.Clear();
        sites[site] = fresh;
        return fresh;
    }

    private sealed record Kept(RobotsRules Rules, DateTimeOffset Until, bool IsUnreachable = false);
}
