using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Reading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Delivery.Digests;

/// <summary>
/// Sends the digests that are due. A digest is a delivery of its own, named by its subscriber and when it was due: claimed, sent, marked; then what it
/// held is marked by it, and last of all the plan goes on. Until it does, the timer sends for the digest again, and each step that stands is passed over.
/// </summary>
public sealed partial class DigestSending(
    DigestStore digests,
    DeliveryStore deliveries,
    SignalStore signals,
    SubscriberStore subscribers,
    SubscriptionStore subscriptions,
    SuppressionStore suppressions,
    AddressMoves addresses,
    UnsubscribeTokens tokens,
    UnmovedTopics moves,
    Catalogue catalogue,
    MailComposer composer,
    IMailProvider provider,
    IOptions<MailOptions> options,
    TimeProvider time,
    ILogger<DigestSending> logger)
{
    // A batch of the table holds the end of a digest: what it took, the plan, and two rows of the index.
    private const int MostEnded = EntityLimits.BatchEntities - 3;
    private const int AtOnce = 4;
    private const int ReadsAtOnce = 16;
    private const int MostUnmoved = 10;

    internal async Task RunAsync(IReadOnlyList<string> subscriberIds, CancellationToken cancellation)
    {
        foreach (var some in subscriberIds.Chunk(AtOnce))
            await Task.WhenAll(some.Select(subscriberId => SendAsync(subscriberId, cancellation)));
    }

    private async Task SendAsync(string subscriberId, CancellationToken cancellation)
    {
        if (await digests.FindPlanAsync(subscriberId, cancellation) is not { Value.Due: { } due } || due > time.GetUtcNow())
            return;
        var waiting = (await digests.WaitingAsync(subscriberId, cancellation)).Where(item => item.Due <= due).ToList();
        var digest = await BookAsync(subscriberId, due, cancellation);
        if (IsOpen(digest.Value))
        {
            if (await ClaimAsync(digest, cancellation) is not { } claimed || await SendAsync(claimed, waiting, due, cancellation) is not { } sent)
                return; // Another run has it, or the provider is away: the timer comes again.
            digest = sent;
        }
        else if (digest.Value.State == DeliveryState.Claimed)
        {
            return;
        }

        await MarkAsync(waiting, digest.Value, cancellation);
        await EndAsync(subscriberId, due, cancellation);
    }

    private bool IsOpen(Delivery digest) =>
        digest.State == DeliveryState.Pending || digest is { State: DeliveryState.Claimed, LeaseEnds: var ends } && (ends is null || ends <= time.GetUtcNow());

    private async Task<Versioned<Delivery>> BookAsync(string subscriberId, DateTimeOffset due, CancellationToken cancellation)
    {
        var id = Ids.Digest(subscriberId, due);
        await deliveries.BookAsync([new(id, subscriberId, DeliveryState.Pending, [], time.GetUtcNow())], cancellation);
        return (await deliveries.FindAsync(id, [subscriberId], cancellation))[0];
    }

    private async Task<Versioned<Delivery>?> ClaimAsync(Versioned<Delivery> digest, CancellationToken cancellation)
    {
        var lease = time.GetUtcNow() + options.Value.ClaimLease;
        return (await deliveries.TryReplaceAsync([digest with { Value = digest.Value with { State = DeliveryState.Claimed, LeaseEnds = lease } }], cancellation)) is [var claimed]
            ? claimed
            : null;
    }

    /// <returns>The digest as it ended; null where it is to be tried again.</returns>
    private async Task<Versioned<Delivery>?> SendAsync(Versioned<Delivery> digest, IReadOnlyList<DigestItem> waiting, DateTimeOffset due, CancellationToken cancellation)
    {
        var id = digest.Value.SubscriberId;
        var reader = (await subscribers.FindAsync(id, cancellation))?.Value;
        if (reader is not { State: SubscriberState.Active, Preferences.Paused: false } || await suppressions.IsSuppressedAsync(id, cancellation))
        {
            await addresses.CarryDigestAsync(id, isMine: true, cancellation);
            return await MarkAsync(digest, DeliveryState.Skipped, "suppressed, paused or not active", cancellation);
        }

        var followed = await subscriptions.OfAsync(id, cancellation);
        var told = await ReadAsync(waiting, [.. followed.Select(subscription => subscription.Watch)], cancellation);
        if (told.Count == 0)
            return await MarkAsync(digest, DeliveryState.Skipped, "nothing left to tell", cancellation);

        var content = await composer.DigestAsync(await ModelAsync(digest.Value, reader, followed, told, due, cancellation));
        var report = await provider.SendAsync(new(content, [new(digest.Value.Id, reader.Address, new Dictionary<string, string>(), id, digest.Value.SignalId)]) { Until = ClaimRule.Until([digest.Value], options.Value.ClaimLease) }, cancellation);
        var outcome = report.Outcomes[0];
        switch (outcome.Fate)
        {
            case MailFate.Taken:
                Log.DigestSent(logger, MaskedAddress.Of(reader.Address), content.Subject, outcome.Detail ?? "");
                return await MarkAsync(digest, DeliveryState.Sent, outcome.Detail, cancellation);
            case MailFate.Refused:
                return await MarkAsync(digest, DeliveryState.Failed, outcome.Detail, cancellation);
            case MailFate.InDoubt:
                // Claimed for as long as the provider's events may still tell.
                Log.DigestPostponed(logger, id, outcome.Detail ?? "");
                await deliveries.TryReplaceAsync([digest with { Value = digest.Value with { LeaseEnds = time.GetUtcNow() + options.Value.ClaimLease, Detail = outcome.Detail } }], cancellation);
                return null;
            default:
                Log.DigestPostponed(logger, id, outcome.Detail ?? "");
                await MarkAsync(digest, DeliveryState.Pending, outcome.Detail, cancellation);
                return null;
        }
    }

    /// <summary>What of it is still wanted: signals that were withdrawn and subscriptions that ended since are marked as skipped.</summary>
    private async Task<IReadOnlyList<(Signal Signal, Delivery Delivery)>> ReadAsync(
        IReadOnlyList<DigestItem> waiting, HashSet<Watch> followed, CancellationToken cancellation)
    {
        var told = new List<(Signal, Delivery)>(waiting.Count);
        foreach (var some in waiting.Chunk(ReadsAtOnce))
        {
            var read = await Task.WhenAll(some.Select(async item => (
                Signal: await signals.FindAsync(item.SignalId, cancellation),
                Booked: await deliveries.FindAsync(item.SignalId, [item.SubscriberId], cancellation))));
            foreach (var (signal, booked) in read)
            {
                if (booked is not [{ Value: { State: DeliveryState.Digest } delivery } one])
                    continue;
                var matched = delivery.Matched.Where(followed.Contains).ToList();
                if (signal is { Value: { Quiet: false } known } && matched.Count > 0)
                    told.Add((known, delivery with { Matched = matched }));
                else
                    await deliveries.TryReplaceAsync([one with { Value = delivery with { State = DeliveryState.Skipped, Detail = signal is null ? "withdrawn" : "unsubscribed" } }], cancellation);
            }
        }

        return told;
    }

    private async Task<DigestMailModel> ModelAsync(
        Delivery digest, Subscriber reader, IReadOnlyList<Subscription> followed, IReadOnlyList<(Signal Signal, Delivery Delivery)> told, DateTimeOffset due, CancellationToken cancellation)
    {
        var (groups, brief) = DigestContent.Of([.. told.Select(one => SignalViews.Of(one.Signal, catalogue))]);
        var unmoved = new List<UnmovedTopic>();
        var named = told.Select(one => one.Signal.Topic).ToHashSet(StringComparer.Ordinal);
        foreach (var topic in followed.Where(one => one.When != MailTime.AtOnce && one.Watch.Kind == WatchKind.Topic && !named.Contains(one.Watch.Value)).Take(MostUnmoved))
        {
            // What moved since the last digest and waits for the weekly one is not "unmoved"; a day or a week tells them apart.
            if (await moves.LastMoveAsync(topic.Watch.Value, cancellation) is { } since && since < due.AddDays(topic.When == MailTime.Weekly ? -7 : -1))
                unmoved.Add(new(catalogue.Label(topic.Watch.Value), since));
        }

        var matched = told.SelectMany(one => one.Delivery.Matched).Distinct().ToList();
        return new(
            digest.Id,
            LocalClock.Day(due, LocalClock.Zone(reader.Zone)),
            groups,
            brief,
            unmoved,
            told.Any(one => one.Delivery.Detail == MailSending.OverTheCap) ? options.Value.MostADay : null,
            [.. matched.Select(catalogue.Words)],
            await tokens.MakeAsync(new(reader.Id, EndedByOneClick(matched)), cancellation));
    }

    /// <summary>As many as a link holds: nearly always all. Its page offers to end everything too.</summary>
    internal static List<Watch> EndedByOneClick(IEnumerable<Watch> matched)
    {
        var room = 1500;
        return [.. matched.OrderBy(watch => watch.Value.Length).TakeWhile(watch => (room -= watch.Value.Length + 40) > 0)];
    }

    private async Task<Versioned<Delivery>?> MarkAsync(Versioned<Delivery> digest, DeliveryState state, string? detail, CancellationToken cancellation)
    {
        var marked = digest.Value with { State = state, LeaseEnds = null, Sent = state == DeliveryState.Sent ? time.GetUtcNow() : null, Detail = detail };
        return (await deliveries.TryReplaceAsync([digest with { Value = marked }], cancellation)) is [var written] ? written : null;
    }

    /// <summary>Deliveries that were in the digest end as it did.</summary>
    private async Task MarkAsync(IReadOnlyList<DigestItem> waiting, Delivery digest, CancellationToken cancellation)
    {
        foreach (var some in waiting.Chunk(ReadsAtOnce))
        {
            await Task.WhenAll(some.Select(async item =>
            {
                if (await deliveries.FindAsync(item.SignalId, [item.SubscriberId], cancellation) is [{ Value: { State: DeliveryState.Digest } delivery } one])
                    await deliveries.TryReplaceAsync([one with { Value = delivery with { State = digest.State, Sent = digest.Sent, Detail = "digest " + digest.SignalId } }], cancellation);
            }));
        }
    }

    /// <summary>The plan goes on to what still waits. Something that was booked meanwhile is seen by the next look.</summary>
    private async Task EndAsync(string subscriberId, DateTimeOffset due, CancellationToken cancellation)
    {
        while (await digests.FindPlanAsync(subscriberId, cancellation) is { } plan && plan.Value.Due == due)
        {
            var waiting = await digests.WaitingAsync(subscriberId, cancellation);
            var taken = waiting.Where(item => item.Due <= due).ToList();
            var rest = waiting.Where(item => item.Due > due).Select(item => (DateTimeOffset?)item.Due).Min();
            var more = taken.Count > MostEnded;
            var next = plan.Value with
            {
                Due = more ? due : rest,
                LastDaily = taken.Any(item => !item.Weekly) ? due : plan.Value.LastDaily,
                LastWeekly = taken.Any(item => item.Weekly) ? due : plan.Value.LastWeekly,
            };
            await digests.TryEndAsync(plan, next, [.. taken.Take(MostEnded)], cancellation);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1303, LogLevel.Information, "Mailed {To}: {Subject} ({File})", EventName = "DigestSent")]
        internal static partial void DigestSent(ILogger logger, string to, string subject, string file);

        [LoggerMessage(1304, LogLevel.Warning, "The digest of subscriber {SubscriberId} waits: {Reason}", EventName = "DigestPostponed")]
        internal static partial void DigestPostponed(ILogger logger, string subscriberId, string reason);
    }
}
