using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline;

/// <summary>
/// Takes away what is kept no longer: sign-ups that nobody confirmed, people who left, expired tokens and cool-downs, articles and deliveries past
/// retention, and what erased subscribers left behind. A round a day, a page at a time, over as many runs as it takes. Rows go only in the version
/// that was read: who confirms at that very moment stays.
/// </summary>
public sealed partial class ExpiredPurge(
    SubscriberStore subscribers,
    SubscriptionStore subscriptions,
    SuppressionStore suppressions,
    ArticleStore articles,
    ArticleTexts texts,
    DeliveryStore deliveries,
    DigestStore digests,
    PurgeMark mark,
    IOptions<RetentionOptions> retention,
    TimeProvider time,
    ILogger<ExpiredPurge> logger)
{
    private const int Stages = 3;
    private const int RowsAtOnce = 8;

    // Well within the host's ten minutes, whatever the last page holds.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromHours(23);

    // A confirmation that began while its link held is done by then, whatever the clocks say.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var stop = time.GetUtcNow() + LongestRun;
        var round = await mark.FindAsync(cancellation);
        if (round is null or { Ended: not null })
        {
            // What was on its way when somebody was erased has come down by then.
            var erased = await suppressions.ErasedAsync(time.GetUtcNow() - Grace, cancellation);
            if (erased.Count == 0 && time.GetUtcNow() - round?.Ended < BetweenRounds)
                return;
            round = PurgeRound.Begin(erased);
        }

        while (round.Ended is null && time.GetUtcNow() < stop)
        {
            var next = await PageAsync(round, cancellation);
            round = next is null ? round with { Stage = round.Stage + 1, Next = null } : round with { Next = next };
            if (round.Stage == Stages)
            {
                await ForgetAsync(round.Erased, cancellation);
                round = round with { Erased = [], Ended = time.GetUtcNow() };
            }

            await mark.PutAsync(round, cancellation);
        }
    }

    private Task<string?> PageAsync(PurgeRound round, CancellationToken cancellation) => round.Stage switch
    {
        0 => PurgeSubscribersAsync(round, cancellation),
        1 => PurgeArticlesAsync(round, cancellation),
        _ => PurgeDeliveriesAsync(round, cancellation),
    };

    private async Task<string?> PurgeSubscribersAsync(PurgeRound round, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var page = await subscribers.PurgePageAsync(now, now - Enrolment.ConfirmWithin - Grace, now - Enrolment.LeftKept, round.Erased, round.Next, cancellation);

        // A confirmation that a crash cut short may have written some.
        foreach (var gone in page.Subscribers)
        {
            foreach (var subscription in await subscriptions.OfAsync(gone, cancellation))
                await subscriptions.DeleteAsync(gone, subscription.Watch, cancellation);
        }

        Tell("subscribers, tokens and cool-downs", page.Rows);
        return page.Next;
    }

    private async Task<string?> PurgeArticlesAsync(PurgeRound round, CancellationToken cancellation)
    {
        var page = await articles.PastAsync(time.GetUtcNow() - retention.Value.Articles, round.Next, cancellation);

        // The text first: what a crash leaves is a row, which the next run meets again.
        await Parallel.ForEachAsync(page.Rows, new ParallelOptions { MaxDegreeOfParallelism = RowsAtOnce, CancellationToken = cancellation }, async (article, stop) =>
        {
            await texts.DeleteAsync(article.Value, stop);
            await articles.TryDeleteAsync(article, stop);
        });
        Tell("articles", page.Rows.Count);
        return page.Next;
    }

    private async Task<string?> PurgeDeliveriesAsync(PurgeRound round, CancellationToken cancellation)
    {
        var (rows, next) = await deliveries.PurgePageAsync(time.GetUtcNow() - retention.Value.Deliveries, round.Erased, round.Next, cancellation);
        Tell("deliveries", rows);
        return next;
    }

    /// <summary>Last of all: until their suppression says that it is done, the next round takes them up again.</summary>
    private async Task ForgetAsync(IReadOnlyList<string> erased, CancellationToken cancellation)
    {
        foreach (var subscriberId in erased)
        {
            await digests.ForgetAsync(subscriberId, cancellation);
            await suppressions.MarkForgottenAsync(subscriberId, cancellation);
        }
    }

    private void Tell(string what, int rows)
    {
        if (rows > 0)
            Log.Purged(logger, rows, what);
    }

    private static partial class Log
    {
        [LoggerMessage(1411, LogLevel.Information, "Purged {Rows} {What}", EventName = "Purged")]
        internal static partial void Purged(ILogger logger, int rows, string what);
    }
}
