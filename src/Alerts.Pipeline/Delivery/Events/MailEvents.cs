using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Forms;
using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.Delivery.Events;

/// <summary>Does what events ask for. Done again, it is the same.</summary>
public sealed partial class MailEvents(
    DeliveryStore deliveries, SubscriberStore subscribers, SuppressionStore suppressions, SoftBounces softBounces, Enrolment enrolment, AddressHash addresses, TimeProvider time, ILogger<MailEvents> logger)
{
    internal async Task RunAsync(IReadOnlyList<MailEvent> events, CancellationToken cancellation)
    {
        var told = events.Select(one => (Event: one, Meaning: EventRule.Of(one))).Where(one => one.Meaning != EventMeaning.None).ToList();
        // The ledger first: a delivery that SendGrid has must not be sent again while the rest is done.
        foreach (var signal in told.Where(one => IsOurs(one.Event)).GroupBy(one => one.Event.SignalId, StringComparer.Ordinal))
            await MarkAsync(signal.Key, [.. signal], cancellation);
        foreach (var (one, meaning) in told)
        {
            if (meaning is EventMeaning.Taken or EventMeaning.Dropped || await SubscriberOfAsync(one, cancellation) is not { } subscriberId)
                continue;
            await ApplyAsync(subscriberId, one, meaning, cancellation);
        }
    }

    /// <summary>Whether the custom arguments name a delivery as we do.</summary>
    private static bool IsOurs(MailEvent one) =>
        IsId(one.SubscriberId) && IsId(one.SignalId) && one.DeliveryId == Ids.Delivery(one.SubscriberId, one.SignalId);

    private static bool IsId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>What was claimed, or put back, and is known to the provider all the same, is sent. So a yes that never reached us is no second mail.</summary>
    private async Task MarkAsync(string signalId, IReadOnlyList<(MailEvent Event, EventMeaning Meaning)> told, CancellationToken cancellation)
    {
        var byReader = told.GroupBy(one => one.Event.SubscriberId, StringComparer.Ordinal).ToDictionary(reader => reader.Key, reader => reader.ToList(), StringComparer.Ordinal);
        var open = (await deliveries.FindAsync(signalId, byReader.Keys, cancellation)).Where(read => read.Value.State is DeliveryState.Pending or DeliveryState.Claimed);
        var marked = new List<Versioned<Delivery>>();
        foreach (var read in open)
        {
            var ours = byReader[read.Value.SubscriberId];
            var refused = ours.All(one => one.Meaning == EventMeaning.Dropped);
            var at = ours[0].Event.At ?? time.GetUtcNow();
            marked.Add(read with
            {
                Value = read.Value with { State = refused ? DeliveryState.Failed : DeliveryState.Sent, LeaseEnds = null, Sent = refused ? null : at, Detail = $"told by the provider: {ours[0].Event.Kind}" },
            });
        }

        var written = await deliveries.TryReplaceAsync(marked, cancellation);
        if (written.Count > 0)
            Log.GapClosed(logger, signalId, written.Count);
    }

    private async Task<string?> SubscriberOfAsync(MailEvent one, CancellationToken cancellation)
    {
        if (IsId(one.SubscriberId))
            return one.SubscriberId;
        return EmailAddress.TryParse(one.Email, out var address, out _) ? await addresses.SubscriberAsync(address.Text, cancellation) : null;
    }

    private async Task ApplyAsync(string subscriberId, MailEvent one, EventMeaning meaning, CancellationToken cancellation)
    {
        // Who confirmed since has come back: what is told late, or replayed, of the time before does not undo it. Events count whole seconds.
        if (one.At < await ConfirmedAsync(subscriberId, cancellation) - TimeSpan.FromSeconds(1))
            return;
        switch (meaning)
        {
            case EventMeaning.Unsubscribe:
                await enrolment.UnsubscribeAllAsync(subscriberId, cancellation);
                break;
            case EventMeaning.SoftBounce when await softBounces.AddAsync(subscriberId, one.Id, one.At ?? time.GetUtcNow(), cancellation) < SoftBounces.Most:
                break;
            default:
                await SuspendAsync(subscriberId, meaning, cancellation);
                break;
        }
    }

    /// <returns>When the address last confirmed anything; null where it never did.</returns>
    private async Task<DateTimeOffset?> ConfirmedAsync(string subscriberId, CancellationToken cancellation) =>
        (await subscribers.FindAsync(subscriberId, cancellation))?.Value is { } reader
            ? reader.Consents.Select(consent => (DateTimeOffset?)consent.At).Append(reader.Confirmed).Max()
            : null;

    /// <summary>The suppression first: from then on nothing is mailed, whatever happens to the rest.</summary>
    private async Task SuspendAsync(string subscriberId, EventMeaning meaning, CancellationToken cancellation)
    {
        if (await subscribers.FindAsync(subscriberId, cancellation) is not { } read)
            return; // erased, or never ours: nothing is mailed there, and nothing is to be kept of it
        if (!await suppressions.IsSuppressedAsync(subscriberId, cancellation))
            await suppressions.PutAsync(subscriberId, meaning == EventMeaning.Complaint ? "complained" : "bounced", time.GetUtcNow(), cancellation);
        for (Versioned<Subscriber>? known = read; known is { Value.State: SubscriberState.Active }; known = await subscribers.FindAsync(subscriberId, cancellation))
        {
            if (await subscribers.TryReplaceAsync(known.Value with { State = SubscriberState.Suspended }, known, cancellation))
                break;
        }

        await softBounces.ForgetAsync(subscriberId, cancellation);
        Log.Suspended(logger, subscriberId, meaning);
    }

    private static partial class Log
    {
        [LoggerMessage(1320, LogLevel.Information, "Signal {SignalId}: {Count} open deliveries were with the provider", EventName = "LedgerGapClosed")]
        internal static partial void GapClosed(ILogger logger, string signalId, int count);

        [LoggerMessage(1321, LogLevel.Warning, "Subscriber {SubscriberId} is suspended: {Meaning}", EventName = "SubscriberSuspended")]
        internal static partial void Suspended(ILogger logger, string subscriberId, EventMeaning meaning);
    }
}
