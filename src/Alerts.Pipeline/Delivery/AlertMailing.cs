using System.Security.Cryptography;
using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Telemetry;
using Alerts.Pipeline.Web.Reading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Delivery;

/// <summary>What sending left to do, by subscriber.</summary>
/// <param name="Postponed">The provider does not have them.</param>
/// <param name="InDoubt">The provider may have them, or another run: claimed until events, or that run, would have told.</param>
internal sealed record MailsLeft(IReadOnlyList<string> Postponed, IReadOnlyList<string> InDoubt, string Reason, TimeSpan? RetryAfter);

/// <summary>Makes the mails of claimed deliveries, one for all that say the same, hands them to the provider and marks what became of them.</summary>
public sealed partial class AlertMailing(
    SignalStore signals,
    DeliveryStore deliveries,
    UnsubscribeTokens tokens,
    Catalogue catalogue,
    MailComposer composer,
    IMailProvider provider,
    IOptions<MailOptions> options,
    AlertsMetrics metrics,
    TimeProvider time,
    ILogger<AlertMailing> logger)
{
    // What differs between the recipients of one content. Letters, digits and hyphens pass HTML, URLs and headers as they are;
    // nobody can guess the digits, so that no article can have a reader's token put into a link of its own.
    private readonly string deliveryMark = $"-delivery-{RandomNumberGenerator.GetHexString(24, lowercase: true)}-";
    private readonly string tokenMark = $"-unsubscribe-{RandomNumberGenerator.GetHexString(24, lowercase: true)}-";

    internal async Task<MailsLeft> SendAsync(Signal signal, IReadOnlyList<Mailable> mails, CancellationToken cancellation)
    {
        var (postponed, inDoubt) = (new List<string>(), new List<string>());
        var (reason, wait) = ("", (TimeSpan?)null);
        foreach (var alike in mails.GroupBy(mail => mail.ContentKey, StringComparer.Ordinal))
        {
            foreach (var some in alike.Chunk(provider.MostRecipients))
            {
                var mine = await KeepClaimAsync(some, cancellation);
                if (mine.Count < some.Length)
                    inDoubt.AddRange(some.Select(mail => mail.Reader.Id).Except(mine.Select(mail => mail.Reader.Id), StringComparer.Ordinal));
                if (mine.Count == 0)
                    continue;
                var report = await SendAlikeAsync(signal, mine, cancellation);
                if (!signal.Late)
                    metrics.Mailed(time.GetUtcNow() - signal.AsOf, report.Outcomes.Count(outcome => outcome.Fate == MailFate.Taken));
                var readers = mine.ToDictionary(mail => mail.Delivery.Value.Id, mail => mail.Reader.Id, StringComparer.Ordinal);
                postponed.AddRange(report.Outcomes.Where(outcome => outcome.Fate == MailFate.Postponed).Select(outcome => readers[outcome.RecipientId]));
                inDoubt.AddRange(report.Outcomes.Where(outcome => outcome.Fate == MailFate.InDoubt).Select(outcome => readers[outcome.RecipientId]));
                reason = report.Outcomes.LastOrDefault(outcome => outcome.Fate == MailFate.Postponed)?.Detail ?? reason;
                wait = report.RetryAfter ?? wait;
            }
        }

        return new(postponed, inDoubt, reason, wait);
    }

    /// <summary>A delivery in the mail of another signal ends as that one did.</summary>
    internal static Delivery Following(Delivery delivery, Delivery? lead, string leadSignal) => delivery with
    {
        State = lead?.State ?? DeliveryState.Skipped,
        LeaseEnds = null,
        Sent = lead?.Sent,
        Detail = "in the mail of signal " + leadSignal,
    };

    /// <summary>A claim that has lasted too long is renewed. Who fails at that has lost it, or has only lost the answer.</summary>
    private async Task<IReadOnlyList<Mailable>> KeepClaimAsync(IReadOnlyList<Mailable> mails, CancellationToken cancellation)
    {
        var (now, lease) = (time.GetUtcNow(), options.Value.ClaimLease);
        if (mails.All(mail => ClaimRule.Suffices(mail.Delivery.Value, lease, now)))
            return mails;
        var kept = await deliveries.TryReplaceAsync(
            [.. mails.Select(mail => mail.Delivery with { Value = mail.Delivery.Value with { LeaseEnds = now + lease } })], cancellation);
        var byReader = mails.ToDictionary(mail => mail.Reader.Id, StringComparer.Ordinal);
        return [.. kept.Select(read => byReader[read.Value.SubscriberId] with { Delivery = read })];
    }

    private async Task<MailReport> SendAlikeAsync(Signal signal, IReadOnlyList<Mailable> mails, CancellationToken cancellation)
    {
        var content = await ComposeAsync(signal, mails[0], cancellation);
        var recipients = new List<MailRecipient>(mails.Count);
        foreach (var mail in mails)
        {
            var delivery = mail.Delivery.Value;
            var token = await tokens.MakeAsync(new(delivery.SubscriberId, DigestSending.EndedByOneClick(MatchedBy(mail))), cancellation);
            recipients.Add(new(
                delivery.Id, mail.Reader.Address, new Dictionary<string, string> { [deliveryMark] = delivery.Id, [tokenMark] = token }, delivery.SubscriberId, delivery.SignalId));
        }

        var until = ClaimRule.Until(mails.Select(mail => mail.Delivery.Value), options.Value.ClaimLease);
        var report = await provider.SendAsync(new(content, recipients) { Until = until }, cancellation);
        await MarkAsync(mails, report, cancellation);
        var fates = report.Outcomes.Where(outcome => outcome.Fate == MailFate.Taken).ToDictionary(outcome => outcome.RecipientId, outcome => outcome.Detail, StringComparer.Ordinal);
        foreach (var mail in mails)
        {
            if (fates.TryGetValue(mail.Delivery.Value.Id, out var detail))
                Log.MailSent(logger, MaskedAddress.Of(mail.Reader.Address), content.Subject, detail ?? "");
        }

        return report;
    }

    private async Task<MailContent> ComposeAsync(Signal signal, Mailable mail, CancellationToken cancellation)
    {
        var story = Ids.Of("story", signal.Actor, signal.Topic ?? signal.QueryId ?? "", signal.About ?? "");
        var matched = MatchedBy(mail).Select(catalogue.Words).ToList();
        var last = mail.Last ? options.Value.MostADay : (int?)null;
        var told = new List<Signal> { signal };
        foreach (var mate in mail.With)
        {
            if (await signals.FindAsync(mate.Value.SignalId, cancellation) is { Value: { Quiet: false } other })
                told.Add(other);
        }

        return told.Count == 1
            ? await composer.AlertAsync(new(deliveryMark, story, SignalViews.Of(signal, catalogue), matched, tokenMark, time.GetUtcNow()) { LastOfTheDay = last })
            : await composer.AlertsAsync(new(deliveryMark, story, [.. told.Select(one => SignalViews.Of(one, catalogue))], matched, tokenMark, time.GetUtcNow()) { LastOfTheDay = last });
    }

    private async Task MarkAsync(IReadOnlyList<Mailable> mails, MailReport report, CancellationToken cancellation)
    {
        var outcomes = report.Outcomes.ToDictionary(outcome => outcome.RecipientId, StringComparer.Ordinal);
        var marked = mails.Select(mail => mail.Delivery with { Value = Marked(mail.Delivery.Value, outcomes[mail.Delivery.Value.Id]) }).ToList();
        await deliveries.TryReplaceAsync(marked, cancellation);
        // Those in the same mail; what ends before they are marked is found by their own messages, which look at this one.
        await deliveries.TryReplaceAsync(
            [.. mails.Zip(marked).Where(pair => pair.Second.Value.State is DeliveryState.Sent or DeliveryState.Failed)
                .SelectMany(pair => pair.First.With.Select(mate => mate with { Value = Following(mate.Value, pair.Second.Value, pair.Second.Value.SignalId) }))],
            cancellation);
    }

    private static List<Watch> MatchedBy(Mailable mail) => [.. mail.With.Prepend(mail.Delivery).SelectMany(read => read.Value.Matched).Distinct()];

    private Delivery Marked(Delivery delivery, MailOutcome outcome) => outcome.Fate == MailFate.InDoubt
        ? delivery with { LeaseEnds = time.GetUtcNow() + options.Value.ClaimLease, Detail = outcome.Detail }
        : delivery with
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

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Information, "Mailed {To}: {Subject} ({File})", EventName = "MailSent")]
        internal static partial void MailSent(ILogger logger, string to, string subject, string file);
    }
}
