using System.Runtime.CompilerServices;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Subscriptions;

/// <summary>The distinct keyword queries, in the table <c>Subscriptions</c>, with a log of changes and a version row.</summary>
public sealed class QueryStore(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Subscriptions);

    /// <summary>Makes a canonical query known to every instance; one that is known costs a single read.</summary>
    public async Task InternAsync(string canonical, DateTimeOffset now, CancellationToken cancellation)
    {
        var id = Ids.Query(canonical);
        if (await table.FindAsync(Keys.Query(id), cancellation) is not null)
            return;
        // The row comes last: until it stands, a rerun writes the log and the version again.
        await table.UpsertAsync(EntityValues.Entity(Keys.QueryChange(now, id)).WithText("Canonical", canonical), cancellation);
        await table.UpsertAsync(EntityValues.Entity(Keys.QueryVersion()).With("Changed", now), cancellation);
        await table.UpsertAsync(EntityValues.Entity(Keys.Query(id)).WithText("Canonical", canonical).With("Since", now), cancellation);
    }

    /// <summary>When a query was last made known; null where none was.</summary>
    internal async Task<DateTimeOffset?> VersionAsync(CancellationToken cancellation) =>
        (await table.FindAsync(Keys.QueryVersion(), cancellation))?.Time("Changed");

    /// <summary>Every query in its canonical form, with when it was made known; null where an older release did not note it.</summary>
    internal async IAsyncEnumerable<(string Canonical, DateTimeOffset? Since)> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var digit in Keys.HashPartitions)
        {
            await foreach (var row in table.PartitionAsync("queries-" + digit, cancellation))
                yield return (row.Required("Canonical"), row.Time("Since"));
        }
    }

    /// <summary>Queries made known in [<paramref name="from"/>, <paramref name="now"/>], day by day.</summary>
    internal async IAsyncEnumerable<string> SinceAsync(DateTimeOffset from, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var day = from.UtcDateTime.Date; day <= now.UtcDateTime.Date; day = day.AddDays(1))
        {
            var partition = Keys.QueryChangePartition(new(day, TimeSpan.Zero));
            await foreach (var row in table.RangeAsync(partition, $"{from.UtcTicks:D19}", "a", cancellation))
                yield return row.Required("Canonical");
        }
    }
}
