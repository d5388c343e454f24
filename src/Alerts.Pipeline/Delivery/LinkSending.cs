using System.Globalization;
using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Delivery.Routing;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Reading;
using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.Delivery;

/// <summary>Mails the links that a form asked for: to confirm what was asked in an address's name, or to its own page. What the form must not tell, whether
/// the address is known, is decided here.</summary>
public sealed partial class LinkSending(
    SubscriberStore subscribers,
    SuppressionStore suppressions,
    Enrolment enrolment,
    OwnPage own,
    Cooldown cooldown,
    Catalogue catalogue,
    MailComposer composer,
    IMailProvider provider,
    MailStateStore state,
    MessageQueues queues,
    ILogger<LinkSending> logger)
{
    // Enough for who loses a mail or two, too little to fill a stranger's mailbox.
    private const int MostADay = 5;

    public async Task RunAsync(LinkMessage message, CancellationToken cancellation)
    {
        if ((await state.ReadAsync(cancellation)).Switch.Stopped)
        {
            await queues.SendAsync(message with { Delayed = null }, cancellation, MailRoute.HoldFor);
            return;
        }

        if (await subscribers.FindAsync(message.SubscriberId, cancellation) is not { Value: var subscriber } || !await MayMailAsync(subscriber, message, cancellation))
            return;

        var id = Ids.Of("link", subscriber.Id, message.Purpose.ToString(), message.Asked.UtcTicks.ToString(CultureInfo.InvariantCulture));
        var content = await ComposeAsync(subscriber, message, id, cancellation);
        var report = await provider.SendAsync(new(content, [new(id, subscriber.Address, new Dictionary<string, string>(), subscriber.Id)]), cancellation);
        var outcome = report.Outcomes[0];
        switch (outcome.Fate)
        {
            case MailFate.Taken:
                Log.LinkSent(logger, MaskedAddress.Of(subscriber.Address), content.Subject, outcome.Detail ?? "");
                break;
            // A link that comes twice is harmless, one that never comes is not.
            case MailFate.Postponed or MailFate.InDoubt:
                throw new KnownOutage(outcome.Detail ?? "The mail provider is away.", report.RetryAfter);
            default:
                throw new PermanentFailure($"The link for subscriber {subscriber.Id} was refused: {outcome.Detail}");
        }
    }

    private async Task<bool> MayMailAsync(Subscriber subscriber, LinkMessage message, CancellationToken cancellation)
    {
        // Confirmed meanwhile, or never confirmed: there is nothing to ask or to show.
        var wanted = message.Purpose == LinkPurpose.Confirm ? subscriber.Wishes.Count > 0 : subscriber.State != SubscriberState.Unconfirmed;
        if (!wanted)
            return false;

        // Who erased an address may sign up again; who complained or bounced is left alone.
        if (await suppressions.IsSuppressedAsync(subscriber.Id, cancellation) && subscriber.State != SubscriberState.Unconfirmed)
            return false;

        // A message that comes round again after an outage has had its turn.
        return message.Delayed is not null || await cooldown.TryTakeAsync("link-to", subscriber.Id, MostADay, TimeSpan.FromDays(1), cancellation);
    }

    private async Task<MailContent> ComposeAsync(Subscriber subscriber, LinkMessage message, string id, CancellationToken cancellation) =>
        message.Purpose == LinkPurpose.Confirm
            ? await composer.ConfirmationAsync(new(
                id,
                [.. subscriber.Wishes.Select(catalogue.Words)],
                message.Asked,
                await enrolment.NewConfirmationAsync(subscriber.Id, cancellation),
                (int)Enrolment.ConfirmWithin.TotalDays))
            : await composer.LostLinkAsync(new(id, message.Asked, await own.NewLinkAsync(subscriber.Id, cancellation)));

    private static partial class Log
    {
        [LoggerMessage(1302, LogLevel.Information, "Mailed {To}: {Subject} ({File})", EventName = "LinkSent")]
        internal static partial void LinkSent(ILogger logger, string to, string subject, string file);
    }
}
