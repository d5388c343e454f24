using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Delivery;

/// <summary>Books a delivery for each reader of a signal and sends for it, a page of readers a message.</summary>
public sealed class ReaderNotification(
    SignalStore signals, SubscriptionStore subscriptions, DeliveryStore deliveries, MessageQueues queues, IMailProvider provider, TimeProvider time)
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
        var open = await deliveries.BookAsync([.. page.Readers.Select(reader => Address(signal, reader)).OfType<Delivery>()], cancellation);
        foreach (var some in open.Chunk(provider.MostRecipients))
            await queues.SendAsync(new EmailsMessage(signal.Id, some), cancellation);
        if (page.After is { } after)
            await queues.SendAsync(message with { After = after, Delayed = null }, cancellation);
    }

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
