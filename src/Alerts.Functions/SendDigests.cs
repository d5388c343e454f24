using Alerts.Pipeline.Delivery.Digests;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Sends for the digests that are due.</summary>
public sealed class SendDigests(DueDigests digests)
{
    [Function(nameof(SendDigests))]
    public Task RunAsync([TimerTrigger("%DigestSchedule%")] TimerInfo timer, CancellationToken cancellation) => digests.RunAsync(cancellation);
}
