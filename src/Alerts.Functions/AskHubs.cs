using Alerts.Pipeline.Polling.Hubs;
using Alerts.Pipeline.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Asks a hub to deliver feeds, to go on with it, or to end it.</summary>
public sealed class AskHubs(MessageHandling handling, HubAsking asking)
{
    [Function(nameof(AskHubs))]
    public Task RunAsync([QueueTrigger(QueueNames.Hubs)] HubsMessage message, CancellationToken cancellation) =>
        handling.RunAsync(nameof(AskHubs), message, asking.RunAsync, cancellation);
}
