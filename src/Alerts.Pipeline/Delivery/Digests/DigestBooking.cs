using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Delivery.Digests;

/// <summary>Puts deliveries that are booked for the digest where the digest finds them.</summary>
public sealed class DigestBooking(DigestStore digests, SubscriberStore subscribers, TimeProvider time)
{
    /// <summary>Done again, it is the same: what waits keeps its time.</summary>
    /// <param name="entries">A subscriber once a signal.</param>
    internal async Task AddAsync(IReadOnlyList<DigestEntry> entries, CancellationToken cancellation)
    {
        foreach (var entry in entries.Where(entry => entry.Known))
        {
            if (!await digests.IsWaitingAsync(entry.SubscriberId, entry.SignalId, cancellation))
                await AddOneAsync(entry, cancellation);
        }

        var partitions = entries.Where(entry => !entry.Known).GroupBy(entry => Keys.DigestPlan(entry.SubscriberId).Partition, StringComparer.Ordinal);
        foreach (var some in partitions.SelectMany(partition => partition.OrderBy(entry => entry.SubscriberId, StringComparer.Ordinal).Chunk(DigestStore.EntriesABatch)))
        {
            if (await TryAddAsync(some, cancellation))
                continue;
            // Another signal, or a digest on its way out, was at one of these plans in between.
            foreach (var entry in some)
                await AddOneAsync(entry, cancellation);
        }
    }

    private async Task AddOneAsync(DigestEntry entry, CancellationToken cancellation)
    {
        while (!await TryAddAsync([entry], cancellation))
            cancellation.ThrowIfCancellationRequested();
    }

    private async Task<bool> TryAddAsync(DigestEntry[] entries, CancellationToken cancellation)
    {
        var plans = await digests.FindPlansAsync([.. entries.Select(entry => entry.SubscriberId)], cancellation);
        var readers = await Task.WhenAll(entries.Select(entry => subscribers.FindAsync(entry.SubscriberId, cancellation)));
        var now = time.GetUtcNow();
        return await digests.TryAddAsync([.. entries.Zip(readers, (entry, reader) => Place(entry, reader?.Value, plans.GetValueOrDefault(entry.SubscriberId), now))], cancellation);
    }

    /// <param name="reader">Null where the address was erased meanwhile: its digest ends unsent.</param>
    private static (DigestItem Item, Versioned<DigestPlan>? Plan) Place(DigestEntry entry, Subscriber? reader, Versioned<DigestPlan>? plan, DateTimeOffset now)
    {
        var (pace, last) = entry.Weekly ? (MailTime.Weekly, plan?.Value.LastWeekly) : (MailTime.Daily, plan?.Value.LastDaily);
        var due = DigestTimes.Next(now, last, pace, reader?.Preferences ?? Preferences.Default, LocalClock.Zone(reader?.Zone));
        return (new(entry.SubscriberId, entry.SignalId, due, entry.Weekly), plan);
    }
}
