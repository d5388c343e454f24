using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Asks addresses to confirm what was asked for in their name.</summary>
public sealed class SendConfirmations(MessageHandling handling, ConfirmationSending sending)
{
    [Function(nameof(SendConfirmations))]
    public Task RunAsync([QueueTrigger(QueueNames.Confirmations)] ConfirmationMessage message, CancellationToken cancellation) =>
        handling.RunAsync(nameof(SendConfirmations), message, sending.RunAsync, cancellation);
}
