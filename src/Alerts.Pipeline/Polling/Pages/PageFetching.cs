using Alerts.Feeds.Fetching;
using Alerts.Feeds.Html;
using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Polling.Pages;

/// <summary>Fetches the pages of articles for their whole text. Whatever goes wrong, the article goes on with the feed's own text, and the feed's row says why.</summary>
public sealed partial class PageFetching(
    FeedStore feeds,
    ArticleStore articles,
    ArticleTexts texts,
    ArticleSending sending,
    MessageQueues queues,
    HostLeases leases,
    ArticleFetcher fetcher,
    IOptions<PollingOptions> options,
    IOptions<WorkRecoveryOptions> recovery,
    TimeProvider time,
    ILogger<PageFetching> logger)
{
    public async Task RunAsync(PagesMessage message, CancellationToken cancellation)
    {
        var polling = options.Value;
        if (await leases.TryTakeAsync(message.Host, polling.HostLease, cancellation) is { } busy)
        {
            await queues.SendAsync(message, cancellation, busy);
            return;
        }

        var (asked, pause, trouble) = (0, polling.HostPause, (string?)null);
        string? given = null;
        foreach (var (articleId, link) in message.Pages)
        {
            // Sent on meanwhile by RecoverWork: read, or about to be.
            if (!await articles.IsPendingAsync(articleId, cancellation) || await articles.FindAsync(articleId, cancellation) is not { } article)
                continue;
            if (given is null && IsLate(message))
                trouble = "Its pages were not fetched in time; the feed's own texts were read.";
            else if (given is null && Uri.TryCreate(link, UriKind.Absolute, out var page))
            {
                if (asked++ > 0)
                    await leases.PauseAsync(message.Host, pause, polling.HostLease, cancellation);
                (trouble, given, pause) = await FetchAsync(article, page, cancellation);
            }

            await sending.SendAsync(articleId, cancellation);
        }

        await leases.HoldAsync(message.Host, pause, cancellation);
        if (asked > 0 || trouble is not null)
            await NoteAsync(message.FeedId, trouble, cancellation);
    }

    /// <returns>Why the article keeps the feed's own text, or null; why no further page is to be asked for, or null; the pause before the next.</returns>
    private async Task<(string? Trouble, string? GiveUp, TimeSpan Pause)> FetchAsync(Article article, Uri page, CancellationToken cancellation)
    {
        var pause = await fetcher.CrawlDelayAsync(page, cancellation) is { } asked && asked > options.Value.HostPause ? asked : options.Value.HostPause;
        if (pause > PageRule.LongestPause)
        {
            var slow = $"The robots.txt of {page.IdnHost} asks for {pause.TotalSeconds:0} seconds between pages, so the feed's own texts are read.";
            return (slow, slow, options.Value.HostPause);
        }

        var result = await fetcher.FetchAsync(page, cancellation);
        var own = await texts.FindAsync(article.TextName, cancellation) ?? "";
        var trouble = result switch
        {
            Fetched fetched => await TakeAsync(article, own, fetched, cancellation),
            Throttled later => $"{page.IdnHost} asks us to come later ({later.Status}).",
            Gone => $"The page {page} is gone (410).",
            Failed failed => failed.Reason,
            _ => "The page's site gave an answer that is none.",
        };
        return (trouble, result is Throttled or Failed { Status: null or >= 500, IsPermanent: false } ? trouble : null, pause);
    }

    private async Task<string?> TakeAsync(Article article, string own, Fetched page, CancellationToken cancellation)
    {
        if (page.ContentType is { } type && !type.Contains("html", StringComparison.OrdinalIgnoreCase))
            return $"{page.FinalUrl} is no page but {type}.";
        if (ArticleText.FromPage(page.Body, page.ContentType, page.FinalUrl) is not { } found)
            return $"No article was found in {page.FinalUrl}.";
        if (found.Text.Length <= own.Length)
            return $"{page.FinalUrl} gives no more than the feed does.";
        await texts.ReplaceAsync(article.TextName, found.Text, cancellation);
        return null;
    }

    /// <summary>RecoverWork is about to send it, and a text must not change under who reads it.</summary>
    private bool IsLate(PagesMessage message) => time.GetUtcNow() - message.Since > recovery.Value.PendingLongerThan - TimeSpan.FromMinutes(2);

    private async Task NoteAsync(string feedId, string? trouble, CancellationToken cancellation)
    {
        if (trouble is not null)
            Log.PageMissed(logger, feedId, trouble);
        while (await feeds.FindAsync(feedId, cancellation) is { } read && read.Value.PageError != trouble)
        {
            if (await feeds.TryReplaceAsync(read.Value with { PageError = trouble }, read, cancellation))
                return;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1121, LogLevel.Information, "A page of feed {FeedId} was not read: {Reason}", EventName = "PageMissed")]
        internal static partial void PageMissed(ILogger logger, string feedId, string reason);
    }
}
