using Alerts.Pipeline.Polling.Hubs;
using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Polling;

/// <summary>Sends for the feeds and hubs whose time has come, a host's together.</summary>
public sealed class FeedPolling(FeedStore feeds, MessageQueues queues, IOptions<PollingOptions> options, TimeProvider time)
{
    // Ten requests of half a minute each stay well within a function's ten minutes.
    private const int FeedsAMessage = 10;

    /// <returns>How many feeds were due.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = await feeds.DueAsync(now, now - options.Value.QueueAgainAfter, cancellation);
        await SendAsync(due.Polls, feed => feed.Address, (host, ids) => new FeedsMessage(host, ids), feed => feed with { Queued = now }, cancellation);
        await SendAsync(due.Hubs, HubRule.HubOf, (host, ids) => new HubsMessage(host, ids), feed => feed with { HubQueued = now }, cancellation);
        return due.Polls.Count;
    }

    private async Task SendAsync(
        List<Versioned<Feed>> due, Func<Feed, string> address, Func<string, IReadOnlyList<string>, IMessage> message, Func<Feed, Feed> mark, CancellationToken cancellation)
    {
        foreach (var host in due.GroupBy(read => HostOf(address(read.Value)), StringComparer.Ordinal))
        {
            foreach (var some in host.Chunk(FeedsAMessage))
            {
                await queues.SendAsync(message(host.Key, [.. some.Select(read => read.Value.Id)]), cancellation);
                // After the message: a feed that is marked and has no message would wait; one with two messages is polled once.
                foreach (var read in some)
                    await feeds.TryReplaceAsync(mark(read.Value), read, cancellation);
            }
        }
    }

    private static string HostOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.Authority : "";
}
