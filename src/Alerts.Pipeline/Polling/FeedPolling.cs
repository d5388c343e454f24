using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Polling;

/// <summary>Sends for the feeds whose time has come, a host's feeds together.</summary>
public sealed class FeedPolling(FeedStore feeds, MessageQueues queues, IOptions<PollingOptions> options, TimeProvider time)
{
    // Ten requests of half a minute each stay well within a function's ten minutes.
    private const int FeedsAMessage = 10;

    /// <returns>How many feeds were due.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = await feeds.DueAsync(now, now - options.Value.QueueAgainAfter, cancellation);
        foreach (var host in due.GroupBy(read => HostOf(read.Value), StringComparer.Ordinal))
        {
            foreach (var some in host.Chunk(FeedsAMessage))
            {
                await queues.SendAsync(new FeedsMessage(host.Key, [.. some.Select(read => read.Value.Id)]), cancellation);
                // After the message: a feed that is marked and has no message would wait; one with two messages is polled once.
                foreach (var read in some)
                    await feeds.TryReplaceAsync(read.Value with { Queued = now }, read, cancellation);
            }
        }

        return due.Count;
    }

    private static string HostOf(Feed feed) => Uri.TryCreate(feed.Address, UriKind.Absolute, out var url) ? url.Authority : "";
}
