using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Telemetry;

/// <summary>Reads how the work stands, for the timer that emits it and for the page that probes ask.</summary>
public sealed class WorkReading(FeedStore feeds, MessageQueues queues, PoisonQueues poison, TimeProvider time)
{
    public async Task<WorkState> ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var pulse = await feeds.PulseAsync(cancellation);
        var states = await Task.WhenAll(QueueNames.All.Select(name => QueueAsync(name, now, cancellation)));
        var since = pulse.LastSuccess ?? pulse.FirstDue;
        return new(states, pulse.Active, pulse.Failing, since is { } at ? (now > at ? now - at : TimeSpan.Zero) : null);
    }

    private async Task<QueueState> QueueAsync(string name, DateTimeOffset now, CancellationToken cancellation)
    {
        var queue = queues.Queue(name);
        var messages = (await queue.GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount;
        var oldest = messages > 0 ? (await queue.PeekMessageAsync(cancellation)).Value?.InsertedOn : null;
        return new(name, messages, oldest is { } since ? now - since : null, await poison.CountAsync(name, cancellation));
    }
}
