using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Books a delivery for each reader of a signal, page by page.</summary>
public sealed class NotifySubscribers(MessageHandling handling, ReaderNotification notification)
{
    [Function(nameof(NotifySubscribers))]
    public Task RunAsync([QueueTrigger(QueueNames.Signals)] SignalMessage message, CancellationToken cancellation) =>
        handling.RunAsync(nameof(NotifySubscribers), message, notification.RunAsync, cancellation);
}
