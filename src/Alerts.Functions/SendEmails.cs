using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Sends booked deliveries.</summary>
public sealed class SendEmails(MessageHandling handling, MailSending sending)
{
    [Function(nameof(SendEmails))]
    public Task RunAsync([QueueTrigger(QueueNames.Emails)] EmailsMessage message, CancellationToken cancellation) =>
        handling.RunAsync(nameof(SendEmails), message, sending.RunAsync, cancellation);
}
