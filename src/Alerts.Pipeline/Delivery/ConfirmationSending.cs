using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Reading;
using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.Delivery;

/// <summary>Asks an address to confirm what somebody asked for in its name.</summary>
public sealed partial class ConfirmationSending(
    SubscriberStore subscribers,
    SuppressionStore suppressions,
    Enrolment enrolment,
    Catalogue catalogue,
    MailComposer composer,
    IMailProvider provider,
    ILogger<ConfirmationSending> logger)
{
    public async Task RunAsync(ConfirmationMessage message, CancellationToken cancellation)
    {
        // Confirmed meanwhile, or an address that wants no mail from us: nothing to ask.
        if (await subscribers.FindAsync(message.SubscriberId, cancellation) is not { Value: { Wishes.Count: > 0 } subscriber }
            || await suppressions.IsSuppressedAsync(message.SubscriberId, cancellation))
            return;
        var token = await enrolment.NewConfirmationAsync(subscriber.Id, cancellation);
        var id = Ids.Of("confirmation", subscriber.Id, message.Asked.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var content = await composer.ConfirmationAsync(new(
            id, [.. subscriber.Wishes.Select(wish => catalogue.Words(wish.Watch))], message.Asked, token, (int)Enrolment.ConfirmWithin.TotalDays));
        var report = await provider.SendAsync(new(content, [new(id, subscriber.Address, new Dictionary<string, string>())]), cancellation);
        var outcome = report.Outcomes[0];
        switch (outcome.Fate)
        {
            case MailFate.Taken:
                Log.ConfirmationSent(logger, subscriber.Address, content.Subject, outcome.Detail ?? "");
                break;
            case MailFate.Postponed:
                throw new KnownOutage(outcome.Detail ?? "The mail provider is away.", report.RetryAfter);
            default:
                throw new PermanentFailure($"The confirmation for subscriber {subscriber.Id} was refused: {outcome.Detail}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1302, LogLevel.Information, "Mailed {To}: {Subject} ({File})", EventName = "ConfirmationSent")]
        internal static partial void ConfirmationSent(ILogger logger, string to, string subject, string file);
    }
}
