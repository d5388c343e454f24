namespace Alerts.Pipeline.Polling;

/// <summary>Reads how the feeds fare.</summary>
public sealed class FeedHealthReading(FeedStore feeds, TimeProvider time)
{
    /// <summary>Every feed but those removed, the worst first, then by title.</summary>
    /// <param name="withRemoved">Those too, last of all.</param>
    public async Task<IReadOnlyList<FeedHealth>> ReadAsync(CancellationToken cancellation, bool withRemoved = false)
    {
        var now = time.GetUtcNow();
        return
        [
            .. (await feeds.AllAsync(cancellation))
                .Where(feed => withRemoved || feed.State != FeedState.Removed)
                .Select(feed => FeedHealth.Of(feed, now))
                .OrderBy(health => health.Condition)
                .ThenBy(health => health.Title, StringComparer.OrdinalIgnoreCase)
                .ThenBy(health => health.Url, StringComparer.Ordinal),
        ];
    }
}
