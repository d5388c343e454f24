using Alerts.Pipeline;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Takes away what is kept no longer.</summary>
public sealed class PurgeExpired(ExpiredPurge purge)
{
    [Function(nameof(PurgeExpired))]
    public Task RunAsync([TimerTrigger("%PurgeSchedule%")] TimerInfo timer, CancellationToken cancellation) => purge.RunAsync(cancellation);
}
