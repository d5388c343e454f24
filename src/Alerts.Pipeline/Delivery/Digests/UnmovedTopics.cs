using System.Collections.Concurrent;
using Alerts.Pipeline.Signals;

namespace Alerts.Pipeline.Delivery.Digests;

/// <summary>When somebody last moved on a topic. Many digests ask for the same few topics at the same hour: what was read is kept for a while.</summary>
public sealed class UnmovedTopics(LedgerStore ledger, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Read, DateTimeOffset? Moved)> known = new(StringComparer.Ordinal);

    /// <returns>Null where nobody has moved since the topic is followed.</returns>
    internal async Task<DateTimeOffset?> LastMoveAsync(string topic, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(topic, out var kept) && now - kept.Read < Fresh)
            return kept.Moved;
        // A position that no change brought was held from the start.
        var moves = (await ledger.TopicAsync(topic, cancellation)).Where(record => record.Now.SignalId is not null).Select(record => (DateTimeOffset?)record.Now.Since);
        var moved = moves.Max();
        known[topic] = (now, moved);
        return moved;
    }
}
