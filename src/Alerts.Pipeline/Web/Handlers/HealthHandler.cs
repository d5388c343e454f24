using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Azure;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>Whether the process lives, and whether it can work. JSON without secrets, names or addresses.</summary>
public sealed class HealthHandler(FeedStore feeds, MessageQueues queues, TimeProvider time)
{
    // A probe must hear from us before its own patience ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <param name="probe">Null: the process lives. <c>ready</c>: storage answers, too.</param>
    public async Task<IResult> GetAsync(string? probe, CancellationToken cancellation) => probe switch
    {
        null or "" => Results.Json(new { status = "live" }),
        "ready" => await ReadyAsync(cancellation),
        _ => Results.NotFound(),
    };

    private async Task<IResult> ReadyAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            var all = await feeds.AllAsync(either.Token);
            var active = all.Where(feed => feed.State == FeedState.Active).ToList();
            var last = active.Max(feed => feed.LastSuccess);
            var depths = new Dictionary<string, int>();
            var poison = new Dictionary<string, int>();
            foreach (var name in QueueNames.All)
            {
                depths[name] = (await queues.Queue(name).GetPropertiesAsync(either.Token)).Value.ApproximateMessagesCount;
                poison[name] = (await queues.Queue(QueueNames.Poison(name)).GetPropertiesAsync(either.Token)).Value.ApproximateMessagesCount;
            }

            return Results.Json(new
            {
                status = "ready",
                storage = "reachable",
                feeds = new { active = active.Count, failing = active.Count(feed => feed.Failures > 0) },
                lastPollSecondsAgo = last is { } at ? (long?)(time.GetUtcNow() - at).TotalSeconds : null,
                queues = depths,
                poison,
            });
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Results.Json(new { status = "unready", storage = "unreachable" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
