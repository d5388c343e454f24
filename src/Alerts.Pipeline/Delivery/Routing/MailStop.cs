namespace Alerts.Pipeline.Delivery.Routing;

/// <summary>The switch that stops all mail. It needs storage alone, so that it can be thrown from anywhere, whatever else is set up there.</summary>
public sealed class MailStop(MailStateStore store, TimeProvider time)
{
    /// <returns>The switch, and since when the second provider sends; null while the first does.</returns>
    public async Task<(MailSwitch Switch, DateTimeOffset? MovedAt)> ReadAsync(CancellationToken cancellation)
    {
        var state = await store.ReadAsync(cancellation);
        return (state.Switch, state.Health.Value.MovedAt);
    }

    /// <summary>Stops all mail at once: what is due waits in its queue, and nothing is lost however long it lasts. Stopped again, the first time and reason stay.</summary>
    public async Task<MailSwitch> StopAsync(string reason, CancellationToken cancellation)
    {
        var known = (await store.ReadAsync(cancellation)).Switch;
        if (known.Stopped)
            return known;
        var stopped = new MailSwitch(true, time.GetUtcNow(), reason);
        await store.PutAsync(stopped, cancellation);
        return stopped;
    }

    /// <summary>Lets mail go again; what was held goes within a minute, digests within a quarter of an hour.</summary>
    public async Task ResumeAsync(CancellationToken cancellation) => await store.PutAsync(new(false), cancellation);
}
