using Alerts.Pipeline.Delivery.Routing;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Delivery.Digests;

/// <summary>Sends for the digests that are due. It reads the index of due digests and no subscriber; one that was sent for and has not ended is sent for again.</summary>
public sealed class DueDigests(DigestStore digests, MailStateStore state, MessageQueues queues, TimeProvider time)
{
    // A message's digests are done by one handler within its time.
    private const int DigestsAMessage = 50;

    /// <summary>Longer than a message takes from the timer to its end; after an outage, how often is asked again.</summary>
    internal static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(15);

    public async Task RunAsync(CancellationToken cancellation)
    {
        if ((await state.ReadAsync(cancellation)).Switch.Stopped)
            return;
        var now = time.GetUtcNow();
        var some = new List<DueDigest>(DigestsAMessage);
        await foreach (var due in digests.DueAsync(now, cancellation))
        {
            if (due.Queued is { } queued && now - queued < AgainAfter)
                continue;
            some.Add(due);
            if (some.Count == DigestsAMessage)
                await SendAsync(some, now, cancellation);
        }

        await SendAsync(some, now, cancellation);
    }

    private async Task SendAsync(List<DueDigest> some, DateTimeOffset now, CancellationToken cancellation)
    {
        if (some.Count == 0)
            return;
        await queues.SendAsync(EmailsMessage.Digests([.. some.Select(due => due.SubscriberId)]), cancellation);
        foreach (var due in some)
            await digests.MarkQueuedAsync(due, now, cancellation);
        some.Clear();
    }
}
