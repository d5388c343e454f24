using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Mails the links that forms asked for: to confirm, and to one's own page.</summary>
public sealed class SendLinks(MessageHandling handling, LinkSending sending)
{
    [Function(nameof(SendLinks))]
    public Task RunAsync([QueueTrigger(QueueNames.Links)] LinkMessage message, CancellationToken cancellation) =>
        handling.RunAsync(nameof(SendLinks), message, sending.RunAsync, cancellation);
}
