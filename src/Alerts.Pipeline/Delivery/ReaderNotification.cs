using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Delivery;

/// <summary>Books a delivery for each reader of a signal and sends for it, or puts it to the digest, a page of readers a message.</summary>
public sealed class ReaderNotification(
    SignalStore signals, SubscriptionStore subscriptions, DeliveryStore deliveries, DigestBooking digests, MessageQueues queues, IMailProvider provider, TimeProvider time)
{
    private const int ReadersAPage = 1000;

    public async Task RunAsync(SignalMessage message, CancellationToken cancellation)
    {
        // A signal that was withdrawn since has nobody to tell.
        if (await signals.FindAsync(message.SignalId, cancellation) is not { Value: { Quiet: false } signal })
            return;
        var pages = await Task.WhenAll(ReaderPage.WatchesOf(signal)
            .Select(watch => subscriptions.ReadersAsync(watch, message.After, ReadersAPage, cancellation)));
        var page = ReaderPage.Join(pages, ReadersAPage);
        var booked = await deliveries.BookAsync([.. page.Readers.Select(reader => Address(signal, reader)).OfType<Delivery>()], cancellation);
        var weekly = page.Readers.Where(reader => IsWeekly(signal, reader)).Select(reader => reader[0].SubscriberId).ToHashSet(StringComparer.Ordinal);
        await digests.AddAsync(
        [
            .. booked.Waiting.Select(reader => new DigestEntry(reader, signal.Id, weekly.Contains(reader), Known: false)),
            .. booked.Left.Select(reader => new DigestEntry(reader, signal.Id, weekly.Contains(reader), Known: true)),
        ], cancellation);
        foreach (var some in booked.Open.Chunk(provider.MostRecipients))
            await queues.SendAsync(new EmailsMessage(signal.Id, some), cancellation);
        if (page.After is { } after)
            await queues.SendAsync(message with { After = after, Delayed = null }, cancellation);
    }

    /// <summary>Whether all that asks for it asks for it by the week; what comes late or is wanted sooner too comes with the next digest.</summary>
    private static bool IsWeekly(Signal signal, IReadOnlyList<Subscription> reader) =>
        reader.Where(subscription => ReaderPage.Wants(subscription, signal)).All(subscription => subscription.When == MailTime.Weekly);

    /// <returns>Null where none of the reader's subscriptions wants it.</returns>
    private Delivery? Address(Signal signal, IReadOnlyList<Subscription> reader)
    {
        var wanting = reader.Where(subscription => ReaderPage.Wants(subscription, signal)).ToList();
        if (wanting.Count == 0)
            return null;
        var atOnce = !signal.Late && wanting.Any(subscription => subscription.When == MailTime.AtOnce);
        return new(
            signal.Id, wanting[0].SubscriberId, atOnce ? DeliveryState.Pending : DeliveryState.Digest,
            [.. wanting.Select(subscription => subscription.Watch)], time.GetUtcNow());
    }
}
