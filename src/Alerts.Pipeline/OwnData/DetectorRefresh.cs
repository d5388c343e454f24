using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.OwnData;

/// <summary>Looks for changed own data before the first message is worked off, and every minute while the process lives.</summary>
internal sealed partial class DetectorRefresh(DetectorSource source, TimeProvider time, ILogger<DetectorRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Interval, time);
        try
        {
            while (await ticks.WaitForNextTickAsync(stoppingToken))
                await RefreshAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        try
        {
            await source.RefreshAsync(cancellation);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            // Storage away for a moment: the data before stay, and the next look is a minute off.
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1503, LogLevel.Warning, "Own data could not be looked for", EventName = "OwnDataNotRead")]
        internal static partial void Failed(ILogger logger, Exception failure);
    }
}
