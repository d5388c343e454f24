using Alerts.Pipeline.Delivery.Routing;
using Alerts.Pipeline.Telemetry;
using Azure;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>Whether the process lives, and whether it can work. JSON without secrets, names or addresses.</summary>
public sealed class HealthHandler(WorkReading work, MailControl mail, TimeProvider time)
{
    // A probe must hear from us before its own patience ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    // Anybody may ask, and an answer costs some twenty storage transactions.
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(15);

    private Reading? kept;

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
            if (kept is not { } reading || time.GetUtcNow() - reading.At > KeptFor)
                kept = reading = new(await work.ReadAsync(either.Token), await mail.StandingAsync(either.Token), time.GetUtcNow());
            return Results.Json(Describe(reading.Work, reading.Mail));
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Results.Json(new { status = "unready", storage = "unreachable" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static object Describe(WorkState state, MailStanding mail) => new
    {
        status = "ready",
        storage = "reachable",
        feeds = new { active = state.ActiveFeeds, failing = state.FailingFeeds },
        lastPollSecondsAgo = Seconds(state.PollAge),
        queues = state.Queues.ToDictionary(queue => queue.Name, queue => new { messages = queue.Messages, oldestSeconds = Seconds(queue.Oldest), poison = queue.Poison }),
        mail = new { stopped = mail.Switch.Stopped, secondProvider = mail.MovedAt is not null, dryRun = mail.DryRun },
    };

    private static long? Seconds(TimeSpan? span) => (long?)span?.TotalSeconds;

    private sealed record Reading(WorkState Work, MailStanding Mail, DateTimeOffset At);
}
