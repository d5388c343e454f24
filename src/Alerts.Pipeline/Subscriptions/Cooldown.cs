using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Subscriptions;

/// <summary>Counts what one address or one network asks for, so that our forms mail-bomb nobody. Rows of the table <c>Subscribers</c>, shared by all instances.</summary>
public sealed class Cooldown(StorageAccount account, AddressHash hash, TimeProvider time)
{
    private readonly Table table = account.Table(TableNames.Subscribers);

    /// <summary>Takes one of the <paramref name="most"/> turns that <paramref name="who"/> has in any span of <paramref name="within"/> that begins with a turn.</summary>
    /// <param name="kind">What is counted, e.g. <c>signup</c>.</param>
    /// <param name="who">Hashed before it is kept.</param>
    /// <returns>False where all turns are taken.</returns>
    public async Task<bool> TryTakeAsync(string kind, string who, int most, TimeSpan within, CancellationToken cancellation)
    {
        var key = Keys.Cooldown(kind, await hash.OfAsync("cooldown", who, cancellation));
        while (true)
        {
            var now = time.GetUtcNow();
            var row = await table.FindAsync(key, cancellation);
            var fresh = row?.Time("From") is not { } from || now - from >= within;
            var count = fresh ? 0 : row?.Int("Count") ?? 0;
            if (count >= most)
                return false;
            var next = EntityValues.Entity(key).With("From", fresh ? now : row?.Time("From")).With("Count", count + 1).With("Until", now + within);
            if (row is null ? await table.TryInsertAsync(next, cancellation) : await table.TryReplaceAsync(next, row.ETag, cancellation))
                return true;
        }
    }
}
