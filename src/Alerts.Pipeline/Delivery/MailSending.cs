using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Reading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Delivery;

/// <summary>
/// Sends deliveries: claimed, sent, marked. A claim that was never marked is taken up again after its lease: a crash between the
/// provider's yes and our mark may repeat a mail, nothing else may.
/// </summary>
public sealed partial class MailSending(
    SignalStore signals,
    DeliveryStore deliveries,
    SubscriberStore subscribers,
    SuppressionStore suppressions,
    UnsubscribeTokens tokens,
    Catalogue catalogue,
    MailComposer composer,
    DigestSending digests,
    DigestBooking booking,
    DailyMails daily,
    IMailProvider provider,
    MessageQueues queues,
    IOptions<MailOptions> options,
    TimeProvider time,
    ILogger<MailSending> logger)
{
    /// <summary>Why a delivery that was to go at once waits for the digest.</summary>
    internal const string OverTheCap = "over the daily cap";

    // What differs between the recipients of one content. Nothing escapes letters and hyphens on the way through HTML, URLs and headers.
    private const string DeliveryMark = "-delivery-id-";
    private const string TokenMark = "-unsubscribe-token-";
    private const int ReadsAtOnce = 16;

    public async Task RunAsync(EmailsMessage message, CancellationToken cancellation)
    {
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
        var claimed = await ClaimAsync(booked, now, cancellation);
        var (addressed, skipped) = await AddressAsync(claimed, cancellation);
        await deliveries.TryReplaceAsync(skipped, cancellation);
        var awake = await HoldAsync(message, addressed, now, cancellation);
        var mailable = await CapAsync(awake, now, cancellation);

        var postponed = new List<string>();
        var (reason, wait) = ("", (TimeSpan?)null);
        foreach (var alike in mailable.GroupBy(mail => string.Join('\n', mail.Delivery.Value.Matched), StringComparer.Ordinal))
        {
            foreach (var some in alike.Chunk(provider.MostRecipients))
            {
                var report = await SendAsync(signal.Value, some, cancellation);
                foreach (var outcome in report.Outcomes.Where(outcome => outcome.Fate == MailFate.Postponed))
                {
                    postponed.Add(some.First(mail => mail.Delivery.Value.Id == outcome.RecipientId).Delivery.Value.SubscriberId);
                    (reason, wait) = (outcome.Detail ?? "", report.RetryAfter ?? wait);
                }
            }
        }

        if (postponed.Count > 0)
            throw new KnownOutage(reason, wait, message with { SubscriberIds = postponed });
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

    private async Task<IReadOnlyList<Versioned<Delivery>>> ClaimAsync(IReadOnlyList<Versioned<Delivery>> booked, DateTimeOffset now, CancellationToken cancellation)
    {
        var free = booked.Where(read => read.Value.State == DeliveryState.Pending
            || read.Value is { State: DeliveryState.Claimed, LeaseEnds: var ends } && (ends is null || ends <= now));
        var ends = now + options.Value.ClaimLease;
        // What another run claims at the same moment is that run's, and its message sees it through.
        return await deliveries.TryReplaceAsync(
            [.. free.Select(read => read with { Value = read.Value with { State = DeliveryState.Claimed, LeaseEnds = ends } })], cancellation);
    }

    private async Task<(IReadOnlyList<Mailable> Mailable, IReadOnlyList<Versioned<Delivery>> Skipped)> AddressAsync(
        IReadOnlyList<Versioned<Delivery>> claimed, CancellationToken cancellation)
    {
        var mailable = new List<Mailable>(claimed.Count);
        var skipped = new List<Versioned<Delivery>>();
        foreach (var some in claimed.Chunk(ReadsAtOnce))
        {
            var read = await Task.WhenAll(some.Select(async delivery => (
                Delivery: delivery,
                Subscriber: await subscribers.FindAsync(delivery.Value.SubscriberId, cancellation),
                Suppressed: await suppressions.IsSuppressedAsync(delivery.Value.SubscriberId, cancellation))));
            foreach (var (delivery, subscriber, suppressed) in read)
            {
                if (subscriber is { Value: { State: SubscriberState.Active, Preferences.Paused: false } reader } && !suppressed)
                    mailable.Add(new(delivery, reader));
                else
                    skipped.Add(delivery with { Value = delivery.Value with { State = DeliveryState.Skipped, LeaseEnds = null, Detail = suppressed ? "suppressed" : "paused or not active" } });
            }
        }

        return (mailable, skipped);
    }

    /// <summary>Mail to who wants quiet now waits until they wake: the message first, so that a crash in between leaves one too many.</summary>
    /// <returns>Those who are awake.</returns>
    private async Task<IReadOnlyList<Mailable>> HoldAsync(EmailsMessage message, IReadOnlyList<Mailable> addressed, DateTimeOffset now, CancellationToken cancellation)
    {
        var quiet = addressed.ToLookup(mail => DigestTimes.QuietUntil(now, mail.Reader.Preferences, LocalClock.Zone(mail.Reader.Zone)));
        foreach (var asleep in quiet.Where(group => group.Key is not null))
        {
            // A quiet night is shorter than the seven days that a message may be delayed.
            var wait = asleep.Key!.Value - now; // the filter above has only those with a time
            await queues.SendAsync(message with { SubscriberIds = [.. asleep.Select(mail => mail.Reader.Id)], Delayed = null }, cancellation, wait);
            await deliveries.TryReplaceAsync(
                [.. asleep.Select(mail => mail.Delivery with { Value = mail.Delivery.Value with { State = DeliveryState.Pending, LeaseEnds = null, Detail = "quiet hours" } })], cancellation);
        }

        return [.. quiet[null]];
    }

    /// <summary>What goes beyond an address's mails of the day is put to its digest.</summary>
    /// <returns>What is within the cap.</returns>
    private async Task<IReadOnlyList<Mailable>> CapAsync(IReadOnlyList<Mailable> awake, DateTimeOffset now, CancellationToken cancellation)
    {
        var turns = awake.Select(mail => new DailyTurn(mail.Reader.Id, mail.Delivery.Value.SignalId, LocalClock.Day(now, LocalClock.Zone(mail.Reader.Zone))));
        var over = await daily.TakeAsync([.. turns], options.Value.MostADay, cancellation);
        var beyond = awake.Where(mail => over.Contains(mail.Reader.Id))
            .Select(mail => mail.Delivery with { Value = mail.Delivery.Value with { State = DeliveryState.Digest, LeaseEnds = null, Detail = OverTheCap } });
        var put = await deliveries.TryReplaceAsync([.. beyond], cancellation);
        await booking.AddAsync([.. put.Select(read => ToDigest(read.Value, known: false))], cancellation);
        return [.. awake.Where(mail => !over.Contains(mail.Reader.Id))];
    }

    private static DigestEntry ToDigest(Delivery delivery, bool known) => new(delivery.SubscriberId, delivery.SignalId, Weekly: false, known);

    private async Task<MailReport> SendAsync(Signal signal, IReadOnlyList<Mailable> mails, CancellationToken cancellation)
    {
        var matched = mails[0].Delivery.Value.Matched;
        var content = await composer.AlertAsync(new(
            DeliveryMark,
            Ids.Of("story", signal.Actor, signal.Topic ?? signal.QueryId ?? "", signal.About ?? ""),
            SignalViews.Of(signal, catalogue),
            [.. matched.Select(catalogue.Words)],
            TokenMark,
            time.GetUtcNow()));
        var recipients = new List<MailRecipient>(mails.Count);
        foreach (var mail in mails)
        {
            var delivery = mail.Delivery.Value;
            var token = await tokens.MakeAsync(new(delivery.SubscriberId, delivery.Matched), cancellation);
            recipients.Add(new(delivery.Id, mail.Reader.Address, new Dictionary<string, string> { [DeliveryMark] = delivery.Id, [TokenMark] = token }));
        }

        var report = await provider.SendAsync(new(content, recipients), cancellation);
        var fates = report.Outcomes.ToDictionary(outcome => outcome.RecipientId, StringComparer.Ordinal);
        await deliveries.TryReplaceAsync([.. mails.Select(mail => mail.Delivery with { Value = Marked(mail.Delivery.Value, fates[mail.Delivery.Value.Id]) })], cancellation);
        foreach (var mail in mails.Where(mail => fates[mail.Delivery.Value.Id].Fate == MailFate.Taken))
            Log.MailSent(logger, mail.Reader.Address, content.Subject, fates[mail.Delivery.Value.Id].Detail ?? "");
        return report;
    }

    private Delivery Marked(Delivery delivery, MailOutcome outcome) => delivery with
    {
        State = outcome.Fate switch
        {
            MailFate.Taken => DeliveryState.Sent,
            MailFate.Refused => DeliveryState.Failed,
            _ => DeliveryState.Pending,
        },
        LeaseEnds = null,
        Sent = outcome.Fate == MailFate.Taken ? time.GetUtcNow() : null,
        Detail = outcome.Detail,
    };

    private sealed record Mailable(Versioned<Delivery> Delivery, Subscriber Reader);

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Information, "Mailed {To}: {Subject} ({File})", EventName = "MailSent")]
        internal static partial void MailSent(ILogger logger, string to, string subject, string file);
    }
}
