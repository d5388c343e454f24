using Alerts.Feeds;
using Alerts.Feeds.Fetching;
using Alerts.Feeds.Scheduling;
using Alerts.Pipeline.Polling.Hubs;
using Alerts.Pipeline.Polling.Pages;
using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Polling;

/// <summary>Asks a host for its feeds that are due, and takes in what is new.</summary>
public sealed partial class FeedIntake(
    FeedStore feeds,
    ArticleStore articles,
    ArticleTexts texts,
    MessageQueues queues,
    HostLeases leases,
    FeedFetcher fetcher,
    HubCallback hubs,
    ArticleSending sending,
    IOptions<PollingOptions> options,
    TimeProvider time,
    ILogger<FeedIntake> logger)
{
    private const int ArticlesAtOnce = 4;

    public async Task RunAsync(FeedsMessage message, CancellationToken cancellation)
    {
        var polling = options.Value;
        if (await leases.TryTakeAsync(message.Host, polling.HostLease, cancellation) is { } busy)
        {
            // No failure: another worker asks this host just now.
            await queues.SendAsync(message, cancellation, busy);
            return;
        }

        var asked = 0;
        foreach (var feedId in message.FeedIds)
        {
            if (await feeds.FindAsync(feedId, cancellation) is not { } read || read.Value.State != FeedState.Active || read.Value.NextPoll > time.GetUtcNow())
                continue;
            var now = time.GetUtcNow();
            if (PollSchedule.FirstOpen(now, read.Value.Hints.SkipHours, read.Value.Hints.SkipDays) is var open && open > now)
            {
                // It was due before its skipped hours and has waited into them. Who loses the race has nothing to put off.
                await feeds.TryReplaceAsync(read.Value with { NextPoll = open, Why = "the publisher wants no poll before (skipHours or skipDays)" }, read, cancellation);
                continue;
            }

            if (asked++ > 0)
                await leases.PauseAsync(message.Host, polling.HostPause, polling.HostLease, cancellation);

            var visit = new HostVisit(leases, message.Host, polling);
            try
            {
                await PollAsync(read, visit, cancellation);
            }
            catch (HostBusyException busyHost)
            {
                // Not sooner than any feed may be asked again: its own host has answered once.
                await queues.SendAsync(message with { FeedIds = [feedId] }, cancellation, busyHost.Wait > polling.Minimum ? busyHost.Wait : polling.Minimum);
            }

            await visit.LeaveAsync(cancellation);
        }

        await leases.HoldAsync(message.Host, polling.HostPause, cancellation);
    }

    /// <summary>Takes in what is new in a document of the feed, polled or delivered; the feed's row is the caller's to write.</summary>
    internal async Task<NewArticles> TakeInAsync(Feed feed, FeedDocument document, CancellationToken cancellation)
    {
        var taken = NewArticles.Of(feed, document, time.GetUtcNow());
        await Parallel.ForEachAsync(
            taken.New.Concat(taken.Edited),
            new ParallelOptions { MaxDegreeOfParallelism = ArticlesAtOnce, CancellationToken = cancellation },
            async (article, stop) => await TakeInAsync(feed, article, stop));
        await sending.SendPagesAsync(feed, [.. taken.New, .. taken.Edited], cancellation);
        return taken;
    }

    private async Task PollAsync(Versioned<Feed> read, HostVisit visit, CancellationToken cancellation)
    {
        var feed = read.Value;
        var result = Uri.TryCreate(feed.Address, UriKind.Absolute, out var url)
            ? await fetcher.FetchAsync(new FetchRequest(url, feed.ETag, feed.LastModified), visit.EnterAsync, cancellation)
            : new Failed(null, $"\"{feed.Address}\" is no URL; remove the feed and add it with its whole address.", IsPermanent: true);
        var (document, failure) = Parse(result);
        var taken = await TakeInAsync(feed, document ?? Nothing, cancellation);

        // The row, and with it the validators, comes last of all: a crash before it asks the publisher for everything again.
        var ended = new PollOutcome(failure ?? result, document, taken, time.GetUtcNow());
        var limits = new PollLimits { Minimum = options.Value.Minimum, Maximum = options.Value.Maximum, Pushed = options.Value.PushedInterval };
        var jitter = Random.Shared.NextDouble();
        for (Versioned<Feed>? current = read; current is not null; current = await feeds.FindAsync(feed.Id, cancellation))
        {
            var next = HubRule.AfterPoll(ended.Apply(current.Value, limits, jitter), ended.Now, hubs.IsReachable);
            if (!await feeds.TryReplaceAsync(next, current, cancellation))
                continue;
            if (next.LastError is { } error)
                Log.FeedFailed(logger, next.Title.Length > 0 ? next.Title : next.Url, error);
            else
                Log.FeedPolled(logger, next.Title, taken.New.Count);
            // Once: at the poll by which it has become so.
            if (next.History.SilentSince(ended.Now) is { } since && feed.LastSuccess is { } before && feed.History.SilentSince(before) is null)
                Log.FeedSilent(logger, next.Title, since);
            return;
        }
    }

    private static FeedDocument Nothing { get; } = new() { Format = FeedFormat.Rss };

    private static (FeedDocument? Document, FetchResult? Failure) Parse(FetchResult result)
    {
        if (result is not Fetched fetched)
            return (null, null);
        try
        {
            return (FeedReader.Read(fetched.Body, new FeedSource(fetched.FinalUrl, fetched.ContentType, fetched.ContentLocation?.AbsoluteUri)), null);
        }
        catch (FeedFormatException broken)
        {
            return (null, new Failed(null, broken.Message, IsPermanent: false));
        }
    }

    /// <summary>
    /// Text, row with its pending marker, message, marker gone: a crash after any of them is mended by the next poll or by RecoverWork.
    /// A new version of a known article goes the same way; its text lies beside the earlier ones.
    /// </summary>
    private async Task TakeInAsync(Feed feed, NewArticle entry, CancellationToken cancellation)
    {
        var article = entry.Article;
        await texts.PutAsync(article.TextName, entry.Text, cancellation);
        if (!await articles.TryInsertAsync(article, cancellation)
            && !await articles.TryReviseAsync(article, cancellation)
            && !await articles.IsPendingAsync(article.Id, cancellation))
        {
            return;
        }

        // Else it stays pending until its page is there.
        if (!PageRule.IsWanted(feed, entry))
            await sending.SendAsync(article.Id, cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Information, "Polled {Feed}: {NewArticles} new", EventName = "FeedPolled")]
        internal static partial void FeedPolled(ILogger logger, string feed, int newArticles);

        [LoggerMessage(1103, LogLevel.Warning, "{Feed} has brought nothing since {Since}, far longer than it used to", EventName = "FeedSilent")]
        internal static partial void FeedSilent(ILogger logger, string feed, DateTimeOffset since);

        [LoggerMessage(1102, LogLevel.Warning, "Polling {Feed} failed: {Reason}", EventName = "FeedFailed")]
        internal static partial void FeedFailed(ILogger logger, string feed, string reason);
    }
}
