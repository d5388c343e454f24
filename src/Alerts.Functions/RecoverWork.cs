using Alerts.Pipeline;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Sends again what a crash left between a row and its message.</summary>
public sealed class RecoverWork(WorkRecovery recovery)
{
    [Function(nameof(RecoverWork))]
    public Task RunAsync([TimerTrigger("%RecoverSchedule%")] TimerInfo timer, CancellationToken cancellation) => recovery.RunAsync(cancellation);
}
