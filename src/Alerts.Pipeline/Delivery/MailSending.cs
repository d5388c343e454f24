using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Delivery.Routing;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Delivery;

/// <summary>
/// Sends deliveries: claimed, sent, marked. A claim that was never marked is taken up again after its lease: a crash between the
/// provider's yes and our mark may repeat a mail, nothing else may.
/// </summary>
public sealed class MailSending(
    SignalStore signals,
    DeliveryStore deliveries,
    SubscriberStore subscribers,
    SuppressionStore suppressions,
    DigestSending digests,
    DigestBooking booking,
    DailyMails daily,
    AlertMailing mailing,
    AddressMoves moves,
    MailStateStore state,
    MessageQueues queues,
    IOptions<MailOptions> options,
    TimeProvider time)
{
    /// <summary>Why a delivery that was to go at once waits for the digest.</summary>
    internal const string OverTheCap = "over the daily cap";

    /// <summary>Why a delivery to who has not confirmed, or has left, was not sent.</summary>
    internal const string NotActive = "paused or not active";

    public async Task RunAsync(EmailsMessage message, CancellationToken cancellation)
    {
        if ((await state.ReadAsync(cancellation)).Switch.Stopped)
        {
            // Held mail is in no trouble: it goes round without an end. Digests stay due, and their timer comes again.
            if (message.SignalId.Length > 0)
                await queues.SendAsync(message with { Delayed = null }, cancellation, MailRoute.HoldFor);
            return;
        }

        if (message.SignalId.Length == 0)
            await digests.RunAsync(message.SubscriberIds, cancellation);
        else
            await SendAlertsAsync(message, cancellation);
    }

    private async Task SendAlertsAsync(EmailsMessage message, CancellationToken cancellation)
    {
        var signal = await signals.FindAsync(message.SignalId, cancellation)
            ?? throw new PermanentFailure($"Signal {message.SignalId} is not in the table Signals: it was withdrawn or purged before it was mailed.");
        var now = time.GetUtcNow();
        var booked = await deliveries.FindAsync(message.SignalId, message.SubscriberIds, cancellation);
        await LookAgainAsync(message, booked, now, cancellation);
        // Over the cap in an earlier run, which may have ended before it had put them to the digest.
        await booking.AddAsync([.. booked.Where(read => read.Value.State == DeliveryState.Digest).Select(read => ToDigest(read.Value, known: true))], cancellation);
        var claimed = await ClaimAsync(message, booked, now, cancellation);
        await moves.ForwardAsync([.. booked.Where(read => AddressMoves.IsForwarded(read.Value))], cancellation);
        var (addressed, unsent) = await AddressAsync(claimed, cancellation);
        var stopped = await moves.ForwardAsync(unsent, cancellation);
        await deliveries.TryReplaceAsync([.. stopped.Select(stop => Ended(stop, DeliveryState.Skipped, stop.Value.Detail ?? NotActive))], cancellation);
        var single = await YieldAsync(message, addressed, cancellation);
        var awake = await HoldAsync(message, single, now, cancellation);
        var mailable = await TakeTurnsAsync(message, awake, now, cancellation);
        var left = await mailing.SendAsync(signal.Value, mailable, cancellation);
        if (left.InDoubt.Count > 0)
            await queues.SendAsync(message with { SubscriberIds = left.InDoubt, Delayed = null }, cancellation, options.Value.ClaimLease + TimeSpan.FromSeconds(1));
        if (left.Postponed.Count > 0)
            throw new KnownOutage(left.Reason, left.RetryAfter, message with { SubscriberIds = left.Postponed });
    }

    /// <summary>Deliveries that another run has claimed may be left over from a crash: somebody looks again when their lease has ended.</summary>
    private async Task LookAgainAsync(EmailsMessage message, IReadOnlyList<Versioned<Delivery>> booked, DateTimeOffset now, CancellationToken cancellation)
    {
        var held = booked.Where(read => read.Value is { State: DeliveryState.Claimed, LeaseEnds: { } ends } && ends > now).ToList();
        if (held.Count == 0)
            return;
        var wait = held.Max(read => read.Value.LeaseEnds!.Value) - now; // the filter above has only those with a lease
        await queues.SendAsync(message with { SubscriberIds = [.. held.Select(read => read.Value.SubscriberId)] }, cancellation, wait + TimeSpan.FromSeconds(1));
    }

    private async Task<IReadOnlyList<Versioned<Delivery>>> ClaimAsync(EmailsMessage message, IReadOnlyList<Versioned<Delivery>> booked, DateTimeOffset now, CancellationToken cancellation)
    {
        var free = booked.Where(read => read.Value.State == DeliveryState.Pending
            || read.Value is { State: DeliveryState.Claimed, LeaseEnds: var ends } && (ends is null || ends <= now));
        var ends = now + options.Value.ClaimLease;
        List<Versioned<Delivery>> wanted = [.. free.Select(read => read with { Value = read.Value with { State = DeliveryState.Claimed, LeaseEnds = ends } })];
        var claimed = await deliveries.TryReplaceAsync(wanted, cancellation);
        // Another run's, whose message sees it through; or ours, and storage's answer was lost: then nobody but this message knows of it.
        var lost = wanted.Select(read => read.Value.SubscriberId).Except(claimed.Select(read => read.Value.SubscriberId), StringComparer.Ordinal).ToList();
        if (lost.Count > 0)
            await queues.SendAsync(message with { SubscriberIds = lost, Delayed = null }, cancellation, options.Value.ClaimLease + TimeSpan.FromSeconds(1));
        return claimed;
    }

    /// <returns>Who gets mail, and claimed deliveries that cannot be sent, their detail saying why.</returns>
    private async Task<(IReadOnlyList<Mailable> Mailable, IReadOnlyList<Versioned<Delivery>> Unsent)> AddressAsync(
        IReadOnlyList<Versioned<Delivery>> claimed, CancellationToken cancellation)
    {
        var ids = claimed.Select(delivery => delivery.Value.SubscriberId).ToList();
        var readers = await subscribers.FindManyAsync(ids, cancellation);
        var suppressed = await suppressions.SuppressedAsync(ids, cancellation);
        var mailable = new List<Mailable>(claimed.Count);
        var unsent = new List<Versioned<Delivery>>();
        foreach (var delivery in claimed)
        {
            var id = delivery.Value.SubscriberId;
            if (readers.GetValueOrDefault(id) is { State: SubscriberState.Active, Preferences.Paused: false } reader && !suppressed.Contains(id))
                mailable.Add(new(delivery, reader, []));
            else
                unsent.Add(delivery with { Value = delivery.Value with { Detail = suppressed.Contains(id) ? "suppressed" : NotActive } });
        }

        return (mailable, unsent);
    }

    /// <summary>Who was told at a former address is told no more; where a worker may be telling them, that is waited for.</summary>
    /// <returns>The others.</returns>
    private async Task<IReadOnlyList<Mailable>> YieldAsync(EmailsMessage message, IReadOnlyList<Mailable> addressed, CancellationToken cancellation)
    {
        var answers = new List<(Mailable Mail, FormerAnswer Answer)>(addressed.Count);
        foreach (var mail in addressed)
            answers.Add((mail, await moves.AskAsync(mail.Delivery.Value, mail.Reader, cancellation)));
        var byAnswer = answers.ToLookup(asked => asked.Answer, asked => asked.Mail);
        await deliveries.TryReplaceAsync([.. byAnswer[FormerAnswer.Told].Select(mail => Ended(mail.Delivery, DeliveryState.Skipped, "told at a former address"))], cancellation);
        if (byAnswer[FormerAnswer.Wait].ToList() is { Count: > 0 } waiting)
            await PutBackAsync(message, waiting, options.Value.ClaimLease + TimeSpan.FromSeconds(1), "is being sent to a former address", cancellation);
        return [.. byAnswer[FormerAnswer.Go]];
    }

    /// <summary>Mail to who wants quiet now waits until they wake.</summary>
    /// <returns>Those who are awake.</returns>
    private async Task<IReadOnlyList<Mailable>> HoldAsync(EmailsMessage message, IReadOnlyList<Mailable> addressed, DateTimeOffset now, CancellationToken cancellation)
    {
        var quiet = addressed.ToLookup(mail => DigestTimes.QuietUntil(now, mail.Reader.Preferences, LocalClock.Zone(mail.Reader.Zone)));
        foreach (var asleep in quiet.Where(group => group.Key is not null))
        {
            // A quiet night is shorter than the seven days that a message may be delayed.
            var wait = asleep.Key!.Value - now; // the filter above has only those with a time
            await PutBackAsync(message, [.. asleep], wait, "quiet hours", cancellation);
        }

        return [.. quiet[null]];
    }

    /// <summary>What comes close behind another mail waits to go with others, and what goes beyond an address's mails of the day is put to its digest.</summary>
    /// <returns>What goes now.</returns>
    private async Task<IReadOnlyList<Mailable>> TakeTurnsAsync(EmailsMessage message, IReadOnlyList<Mailable> awake, DateTimeOffset now, CancellationToken cancellation)
    {
        var turns = awake.Select(mail => new DailyTurn(mail.Reader.Id, message.SignalId, LocalClock.Day(now, LocalClock.Zone(mail.Reader.Zone))));
        var taken = await daily.TakeAsync([.. turns], options.Value.MostADay, options.Value.JoinWithin, cancellation);
        var kinds = awake.ToLookup(mail => taken[mail.Reader.Id].Kind);
        var put = await deliveries.TryReplaceAsync([.. kinds[TurnKind.Over].Select(mail => Ended(mail.Delivery, DeliveryState.Digest, OverTheCap))], cancellation);
        await booking.AddAsync([.. put.Select(read => ToDigest(read.Value, known: false))], cancellation);
        foreach (var waiting in kinds[TurnKind.Wait].GroupBy(mail => taken[mail.Reader.Id].Until ?? now))
            await PutBackAsync(message, [.. waiting], waiting.Key - now, "waits for others", cancellation);
        foreach (var following in kinds[TurnKind.Follow].GroupBy(mail => taken[mail.Reader.Id].Lead ?? "", StringComparer.Ordinal))
            await FollowAsync(message, following.Key, [.. following], cancellation);
        return await JoinAsync([.. kinds[TurnKind.Go]], taken, cancellation);
    }

    /// <summary>The deliveries that go in the same mail are read; those that ended otherwise meanwhile are left out.</summary>
    private async Task<IReadOnlyList<Mailable>> JoinAsync(IReadOnlyList<Mailable> going, IReadOnlyDictionary<string, TurnTaken> taken, CancellationToken cancellation)
    {
        var mates = going.SelectMany(mail => taken[mail.Reader.Id].With.Select(signalId => (SignalId: signalId, mail.Reader.Id))).ToLookup(mate => mate.SignalId, mate => mate.Id);
        var with = new List<Versioned<Delivery>>();
        foreach (var signal in mates)
            with.AddRange((await deliveries.FindAsync(signal.Key, [.. signal], cancellation)).Where(read => read.Value.State is DeliveryState.Pending or DeliveryState.Claimed));
        foreach (var mail in going.Where(mail => mail.Reader.Formerly.Count > 0))
            await DropToldAsync(with, mail.Reader, cancellation);
        var byReader = with.ToLookup(read => read.Value.SubscriberId);
        return [.. going.Select(mail => mail with
        {
            With = [.. byReader[mail.Reader.Id].OrderBy(read => read.Value.SignalId, StringComparer.Ordinal)],
            Last = taken[mail.Reader.Id].Last,
        })];
    }

    /// <summary>What a reader was told at a former address is in no joint mail either.</summary>
    private async Task DropToldAsync(List<Versioned<Delivery>> with, Subscriber reader, CancellationToken cancellation)
    {
        foreach (var mate in with.Where(read => read.Value.SubscriberId == reader.Id).ToList())
        {
            if (await moves.AskAsync(mate.Value, reader, cancellation) != FormerAnswer.Told)
                continue;
            await deliveries.TryReplaceAsync([Ended(mate, DeliveryState.Skipped, "told at a former address")], cancellation);
            with.Remove(mate);
        }
    }

    /// <summary>Deliveries that are in the mail of another signal end as that one did, or wait for it to end.</summary>
    private async Task FollowAsync(EmailsMessage message, string lead, IReadOnlyList<Mailable> following, CancellationToken cancellation)
    {
        var leads = (await deliveries.FindAsync(lead, [.. following.Select(mail => mail.Reader.Id)], cancellation)).ToDictionary(read => read.Value.SubscriberId, read => read.Value);
        var (ended, open) = (new List<Versioned<Delivery>>(), new List<Mailable>());
        foreach (var mail in following)
        {
            if (leads.GetValueOrDefault(mail.Reader.Id) is { State: DeliveryState.Pending or DeliveryState.Claimed })
                open.Add(mail);
            else
                ended.Add(mail.Delivery with { Value = AlertMailing.Following(mail.Delivery.Value, leads.GetValueOrDefault(mail.Reader.Id), lead) });
        }

        await deliveries.TryReplaceAsync(ended, cancellation);
        if (open.Count > 0)
            await PutBackAsync(message, open, options.Value.ClaimLease + TimeSpan.FromSeconds(1), "in the mail of signal " + lead, cancellation);
    }

    /// <summary>The message first, so that a crash in between leaves one too many.</summary>
    private async Task PutBackAsync(EmailsMessage message, IReadOnlyList<Mailable> mails, TimeSpan wait, string why, CancellationToken cancellation)
    {
        await queues.SendAsync(message with { SubscriberIds = [.. mails.Select(mail => mail.Reader.Id)], Delayed = null }, cancellation, wait);
        await deliveries.TryReplaceAsync([.. mails.Select(mail => Ended(mail.Delivery, DeliveryState.Pending, why))], cancellation);
    }

    private static Versioned<Delivery> Ended(Versioned<Delivery> delivery, DeliveryState state, string why) =>
        delivery with { Value = delivery.Value with { State = state, LeaseEnds = null, Detail = why } };

    private static DigestEntry ToDigest(Delivery delivery, bool known) => new(delivery.SubscriberId, delivery.SignalId, Weekly: false, known);
}
