using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Polling;

/// <summary>One request at a time to a host and a pause between two, across all instances: a row of the table <c>Feeds</c> a host.</summary>
public sealed class HostLeases(StorageAccount account, TimeProvider time)
{
    private readonly Table table = account.Table(TableNames.Feeds);

    /// <summary>Takes the host until <paramref name="length"/> from now.</summary>
    /// <returns>Null where it is taken; else how long another holds it, a second at least: a message that comes back at once finds it held still.</returns>
    public async Task<TimeSpan?> TryTakeAsync(string host, TimeSpan length, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var key = Keys.HostLease(host);
        var lease = EntityValues.Entity(key).With("Until", now + length);
        if (await table.FindAsync(key, cancellation) is not { } held)
            return await table.TryInsertAsync(lease, cancellation) ? null : length;
        if (held.Time("Until") is { } until && until > now)
            return until - now < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : until - now;
        return await table.TryReplaceAsync(lease, held.ETag, cancellation) ? null : length;
    }

    /// <summary>Passes the pause between two requests to the host, and keeps it for the second.</summary>
    /// <param name="host">A host that is taken.</param>
    /// <param name="pause">Between two requests.</param>
    /// <param name="length">How long the second may take.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task PauseAsync(string host, TimeSpan pause, TimeSpan length, CancellationToken cancellation)
    {
        await HoldAsync(host, pause + length, cancellation);
        await Task.Delay(pause, time, cancellation);
    }

    /// <summary>Holds the host on, for the next request or for the pause after the last.</summary>
    public async Task HoldAsync(string host, TimeSpan length, CancellationToken cancellation) =>
        await table.UpsertAsync(EntityValues.Entity(Keys.HostLease(host)).With("Until", time.GetUtcNow() + length), cancellation);
}
