using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Delivery;

/// <summary>What the send ledger says of a reader's former address.</summary>
internal enum FormerAnswer
{
    /// <summary>No mail goes there any more.</summary>
    Go,

    /// <summary>The mail went there.</summary>
    Told,

    /// <summary>A worker may be sending it there.</summary>
    Wait,
}

/// <summary>
/// Keeps a change of address from mailing twice, or not at all. The row of a signal and the former address decides: who is to send to
/// the new one takes it first, as who sends to the former one does by claiming it; and what was booked for the former one and has not
/// gone out goes to the new one.
/// </summary>
public sealed class AddressMoves(
    DeliveryStore deliveries, DigestStore digests, DigestBooking booking, SuppressionStore suppressions, MessageQueues queues, TimeProvider time)
{
    // Longer than any page of readers stays in the hands of a worker: what is booked later was booked for the new address alone.
    private static readonly TimeSpan Within = TimeSpan.FromDays(1);

    private const string Moved = "moved to another address";

    /// <summary>Whether a delivery to a reader may go out; with <see cref="FormerAnswer.Go"/> nothing can go to a former address after.</summary>
    internal async Task<FormerAnswer> AskAsync(Delivery delivery, Subscriber reader, CancellationToken cancellation)
    {
        foreach (var former in reader.Formerly.Where(former => delivery.Created <= former.Moved + Within))
        {
            await deliveries.BookAsync([delivery with { SubscriberId = former.Id, State = DeliveryState.Skipped, LeaseEnds = null, Detail = Moved }], cancellation);
            while (await deliveries.FindAsync(delivery.SignalId, [former.Id], cancellation) is [var read] && read.Value.State is not (DeliveryState.Skipped or DeliveryState.Failed))
            {
                if (read.Value.State == DeliveryState.Sent)
                    return FormerAnswer.Told;
                if (read.Value is { State: DeliveryState.Claimed, LeaseEnds: { } ends } && ends > time.GetUtcNow())
                    return FormerAnswer.Wait;
                await deliveries.TryReplaceAsync([read with { Value = Skipped(read.Value) }], cancellation);
            }
        }

        return FormerAnswer.Go;
    }

    /// <summary>
    /// Books for their new address what cannot be sent to addresses that have moved since: booked there, ended here, then sent for.
    /// A run that ends in between is run again and finds them ended so.
    /// </summary>
    /// <returns>Those of addresses that have not moved.</returns>
    internal async Task<IReadOnlyList<Versioned<Delivery>>> ForwardAsync(IReadOnlyList<Versioned<Delivery>> unsent, CancellationToken cancellation)
    {
        if (unsent.Count == 0)
            return [];
        var moved = await suppressions.MovedAsync([.. unsent.Select(read => read.Value.SubscriberId)], cancellation);
        foreach (var read in unsent)
        {
            if (!moved.TryGetValue(read.Value.SubscriberId, out var to))
                continue;
            await BookAsync(read.Value, to, DeliveryState.Pending, cancellation);
            if (read.Value.State != DeliveryState.Skipped)
                await deliveries.TryReplaceAsync([read with { Value = Skipped(read.Value) }], cancellation);
            await queues.SendAsync(new EmailsMessage(read.Value.SignalId, [to]), cancellation);
        }

        return [.. unsent.Where(read => !moved.ContainsKey(read.Value.SubscriberId))];
    }

    /// <summary>Whether a delivery was ended here by <see cref="ForwardAsync"/>, which may not have come to its end.</summary>
    internal static bool IsForwarded(Delivery delivery) => delivery is { State: DeliveryState.Skipped, Detail: Moved };

    /// <summary>Puts what waits for the digest of an address that is no more to that of its successor; what is being sent stays. Done again, it is the same.</summary>
    /// <param name="isMine">The caller has claimed the digest that is due, and does not send it.</param>
    internal async Task CarryDigestAsync(string from, bool isMine, CancellationToken cancellation)
    {
        if (!(await suppressions.MovedAsync([from], cancellation)).TryGetValue(from, out var to) || await digests.FindPlanAsync(from, cancellation) is not { } plan)
            return;
        var isOnItsWay = !isMine && plan.Value.Due is { } due && due <= time.GetUtcNow() && !await StopAsync(from, due, cancellation);
        foreach (var item in await digests.WaitingAsync(from, cancellation))
        {
            if (isOnItsWay && item.Due <= plan.Value.Due)
                continue;
            if (await deliveries.FindAsync(item.SignalId, [from], cancellation) is not [{ Value.State: DeliveryState.Digest } read])
                continue;
            await BookAsync(read.Value, to, DeliveryState.Digest, cancellation);
            if (await deliveries.FindAsync(item.SignalId, [to], cancellation) is [{ Value.State: DeliveryState.Digest }])
                await booking.AddAsync([new(to, item.SignalId, item.Weekly, Known: true)], cancellation);
            await deliveries.TryReplaceAsync([read with { Value = Skipped(read.Value) }], cancellation);
        }
    }

    /// <returns>False where a worker is sending the digest, or has sent it.</returns>
    private async Task<bool> StopAsync(string subscriberId, DateTimeOffset due, CancellationToken cancellation)
    {
        var id = Ids.Digest(subscriberId, due);
        await deliveries.BookAsync([new(id, subscriberId, DeliveryState.Skipped, [], time.GetUtcNow(), Detail: Moved)], cancellation);
        while (await deliveries.FindAsync(id, [subscriberId], cancellation) is [var read])
        {
            if (read.Value.State is DeliveryState.Skipped)
                return true;
            if (read.Value.State is not DeliveryState.Pending)
                return false;
            await deliveries.TryReplaceAsync([read with { Value = Skipped(read.Value) }], cancellation);
        }

        return true;
    }

    /// <summary>A delivery that was skipped because its reader was not active yet is open again.</summary>
    private async Task BookAsync(Delivery delivery, string to, DeliveryState state, CancellationToken cancellation)
    {
        await deliveries.BookAsync([delivery with { SubscriberId = to, State = state, LeaseEnds = null, Created = time.GetUtcNow() }], cancellation);
        while (await deliveries.FindAsync(delivery.SignalId, [to], cancellation) is [{ Value: { State: DeliveryState.Skipped, Detail: MailSending.NotActive } } read])
            await deliveries.TryReplaceAsync([read with { Value = read.Value with { State = state, Detail = null } }], cancellation);
    }

    private static Delivery Skipped(Delivery delivery) => delivery with { State = DeliveryState.Skipped, LeaseEnds = null, Detail = Moved };
}
