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
        // A signal that was withdrawn or taken back since has nobody to tell.
        if (await signals.FindAsync(message.SignalId, cancellation) is not { Value: { Quiet: false, CorrectedBy: null } signal })
            return;
        if (signal.Corrects is { } wrong)
        {
            await CorrectAsync(signal, wrong, message, cancellation);
            return;
        }

        var pages = await Task.WhenAll(ReaderPage.WatchesOf(signal)
            .Select(watch => subscriptions.ReadersAsync(watch, message.After, ReadersAPage, cancellation)));
        var page = ReaderPage.Join(pages, ReadersAPage);
        var heard = await HeardAsync(signal, page, cancellation);
        var addressed = page.Readers.Select(reader => Address(signal, reader)).OfType<Delivery>().Where(delivery => !heard.Contains(delivery.SubscriberId));
        var weekly = page.Readers.Where(reader => IsWeekly(signal, reader)).Select(reader => reader[0].SubscriberId).ToHashSet(StringComparer.Ordinal);
        await BookAsync(signal, [.. addressed], weekly, cancellation);
        if (page.After is { } after)
            await queues.SendAsync(message with { After = after, Delayed = null }, cancellation);
    }

    private async Task BookAsync(Signal signal, IReadOnlyList<Delivery> addressed, HashSet<string> weekly, CancellationToken cancellation)
    {
        var booked = await deliveries.BookAsync(addressed, cancellation);
        await digests.AddAsync(
        [
            .. booked.Waiting.Select(reader => new DigestEntry(reader, signal.Id, weekly.Contains(reader), Known: false)),
            .. booked.Left.Select(reader => new DigestEntry(reader, signal.Id, weekly.Contains(reader), Known: true)),
        ], cancellation);
        foreach (var some in booked.Open.Chunk(provider.MostRecipients))
            await queues.SendAsync(new EmailsMessage(signal.Id, some), cancellation);
    }

    /// <summary>Who has a delivery of the same change under an earlier name.</summary>
    private async Task<HashSet<string>> HeardAsync(Signal signal, ReaderPage page, CancellationToken cancellation)
    {
        var heard = new HashSet<string>(StringComparer.Ordinal);
        foreach (var former in page.Readers.Count == 0 ? [] : signal.Formerly)
        {
            var known = await deliveries.FindAsync(former, [.. page.Readers.Select(reader => reader[0].SubscriberId)], cancellation);
            heard.UnionWith(known.Select(read => read.Value.SubscriberId));
        }

        return heard;
    }

    /// <summary>A correction goes to those who were told what was wrong, whatever they watch by now. Who has not been told yet is told neither.</summary>
    private async Task CorrectAsync(Signal correction, string wrong, SignalMessage message, CancellationToken cancellation)
    {
        var former = (await signals.FindRowAsync(wrong, cancellation))?.Value.Formerly ?? [];
        var pages = await Task.WhenAll(former.Prepend(wrong).Select(id => deliveries.OfAsync(id, message.After, ReadersAPage, cancellation)));
        var end = pages.Where(page => page.Count >= ReadersAPage).Select(page => page[^1].Value.SubscriberId).Min(StringComparer.Ordinal);
        var told = pages.SelectMany(page => page).Where(read => end is null || string.CompareOrdinal(read.Value.SubscriberId, end) <= 0).ToList();
        var held = told.Where(read => read.Value.State is DeliveryState.Pending or DeliveryState.Digest)
            .Select(read => read with { Value = read.Value with { State = DeliveryState.Skipped, Detail = "taken back before it was sent" } });
        var stopped = (await deliveries.TryReplaceAsync([.. held], cancellation)).Select(read => (read.Value.SignalId, read.Value.SubscriberId)).ToHashSet();
        var alerted = told
            .Where(read => read.Value.State is not (DeliveryState.Failed or DeliveryState.Skipped) && !stopped.Contains((read.Value.SignalId, read.Value.SubscriberId)))
            .DistinctBy(read => read.Value.SubscriberId, StringComparer.Ordinal)
            .Select(read => new Delivery(correction.Id, read.Value.SubscriberId, DeliveryState.Pending, read.Value.Matched, time.GetUtcNow()));
        await BookAsync(correction, [.. alerted], [], cancellation);
        if (end is not null)
            await queues.SendAsync(message with { After = end, Delayed = null }, cancellation);
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
