using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.Delivery.Routing;

/// <summary>The providers that are set up: the one that sends, and the one that takes over; null for none.</summary>
public sealed record MailProviders(IMailProvider First, IMailProvider? Second = null);

/// <summary>
/// The way that every mail takes: held while mail is stopped, by the first provider while that does well, else by the second.
/// What was sent by whom is the same to the send ledger.
/// </summary>
internal sealed partial class MailRoute(MailProviders providers, MailStateStore store, TimeProvider time, ILogger<MailRoute> logger) : IMailProvider
{
    /// <summary>How often mail that is held looks whether it may go.</summary>
    internal static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(1);

    // Who loses the race for the row this often leaves the call unnoted: many others noted theirs.
    private const int MostRaces = 5;

    public int MostRecipients => providers.First.MostRecipients;

    public async Task<MailReport> SendAsync(MailBatch batch, CancellationToken cancellation)
    {
        var state = await store.ReadAsync(cancellation);
        if (state.Switch.Stopped)
            return MailReport.Same(batch, MailFate.Postponed, "Mail is stopped.", HoldFor);
        if (providers.Second is not { } second)
            return await providers.First.SendAsync(batch, cancellation);
        if (state.Health.Value.MovedAt is null)
            return await FirstAsync(batch, cancellation);
        return await TakesProbeAsync(state.Health, cancellation)
            ? await ProbeAsync(batch, second, cancellation)
            : await SecondAsync(second, batch, cancellation);
    }

    /// <summary>One mail by the first provider; what it does not take, and all others, by the second.</summary>
    private async Task<MailReport> ProbeAsync(MailBatch batch, IMailProvider second, CancellationToken cancellation)
    {
        var probe = await FirstAsync(batch with { Recipients = [batch.Recipients[0]] }, cancellation);
        var done = probe.Outcomes[0].Fate != MailFate.Postponed;
        var rest = batch with { Recipients = done ? [.. batch.Recipients.Skip(1)] : batch.Recipients };
        if (rest.Recipients.Count == 0)
            return probe;
        var report = await SecondAsync(second, rest, cancellation);
        return done ? new([.. probe.Outcomes, .. report.Outcomes], report.RetryAfter) : report;
    }

    private async Task<MailReport> FirstAsync(MailBatch batch, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var report = await providers.First.SendAsync(batch, cancellation);
        var bad = report.Outcomes.Any(outcome => outcome.Fate is MailFate.Postponed or MailFate.InDoubt) || time.GetElapsedTime(started) > FailoverRule.Slow;
        await NoteAsync(new(time.GetUtcNow(), bad), cancellation);
        return report;
    }

    /// <summary>A second provider may take fewer at once.</summary>
    private async Task<MailReport> SecondAsync(IMailProvider second, MailBatch batch, CancellationToken cancellation)
    {
        var outcomes = new List<MailOutcome>(batch.Recipients.Count);
        TimeSpan? wait = null;
        foreach (var some in batch.Recipients.Chunk(second.MostRecipients))
        {
            if (!batch.HasTimeFor(TimeSpan.Zero, time.GetUtcNow()))
            {
                outcomes.AddRange(some.Select(recipient => new MailOutcome(recipient.Id, MailFate.Postponed, "The second provider is slow.")));
                continue;
            }

            var report = await second.SendAsync(batch with { Recipients = some }, cancellation);
            outcomes.AddRange(report.Outcomes);
            wait = report.RetryAfter ?? wait;
        }

        return new(outcomes, wait);
    }

    /// <summary>Of all workers that find a probe due, one makes it.</summary>
    private async Task<bool> TakesProbeAsync(Storage.Versioned<RouteHealth> health, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return FailoverRule.IsProbeDue(health.Value, now) && await store.TryPutAsync(health, health.Value with { ProbedAt = now }, cancellation);
    }

    private async Task NoteAsync(ProviderCall call, CancellationToken cancellation)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var health = (await store.ReadAsync(cancellation)).Health;
            if (!FailoverRule.Matters(health.Value, call))
                return;
            var next = FailoverRule.After(health.Value, call);
            if (!await store.TryPutAsync(health, next, cancellation))
                continue;
            if (health.Value.MovedAt is null && next.MovedAt is not null)
                Log.MovedOver(logger);
            else if (health.Value.MovedAt is { } moved && next.MovedAt is null)
                Log.MovedBack(logger, call.At - moved);
            return;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1311, LogLevel.Error, "The mail provider keeps failing or is slow: the second one sends from now on", EventName = "MailMovedOver")]
        internal static partial void MovedOver(ILogger logger);

        [LoggerMessage(1312, LogLevel.Warning, "The mail provider is well again and sends from now on; the second one sent for {Span}", EventName = "MailMovedBack")]
        internal static partial void MovedBack(ILogger logger, TimeSpan span);
    }
}
