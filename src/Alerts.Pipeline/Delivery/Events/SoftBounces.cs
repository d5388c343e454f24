using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Delivery.Events;

/// <summary>Bounces that may pass, in the table <c>Suppressions</c>: a row an address, with the events counted, so that one told twice counts once.</summary>
public sealed class SoftBounces(StorageAccount account)
{
    /// <summary>As many within <see cref="Within"/> suspend an address.</summary>
    internal const int Most = 3;

    internal static readonly TimeSpan Within = TimeSpan.FromDays(30);

    private readonly Table table = account.Table(TableNames.Suppressions);

    /// <returns>How many there are now.</returns>
    internal async Task<int> AddAsync(string subscriberId, string eventId, DateTimeOffset at, CancellationToken cancellation)
    {
        while (true)
        {
            var row = await table.FindAsync(Keys.SoftBounces(subscriberId), cancellation);
            var known = (row?.FromJson<List<SoftBounce>>("Bounces") ?? []).Where(bounce => bounce.At > at - Within).TakeLast(Most).ToList();
            if (known.Any(bounce => bounce.EventId == eventId))
                return known.Count;
            known.Add(new(eventId, at));
            var next = EntityValues.Entity(Keys.SoftBounces(subscriberId)).WithJson("Bounces", known);
            if (row is null ? await table.TryInsertAsync(next, cancellation) : await table.TryReplaceAsync(next, row.ETag, cancellation))
                return known.Count;
        }
    }

    internal async Task ForgetAsync(string subscriberId, CancellationToken cancellation) => await table.DeleteAsync(Keys.SoftBounces(subscriberId), cancellation);

    private sealed record SoftBounce(string EventId, DateTimeOffset At);
}
