using Alerts.Local.Runtime.Queues;
using Alerts.Local.Runtime.Timers;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Alerts.Local.Runtime;

/// <summary>
/// Runs the timer and queue functions while the application lives. Stopping drains: nothing new is taken, what runs
/// may finish within the drain timeout, then it is cancelled and its messages go back.
/// </summary>
internal sealed partial class FunctionRuntime : IHostedService, IDisposable
{
    private readonly List<QueueListener> queues;
    private readonly List<TimerListener> timers;
    private readonly RuntimeSettings settings;
    private readonly TimeProvider time;
    private readonly ILogger<FunctionRuntime> logger;
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abort = new();
    private Task running = Task.CompletedTask;

    /// <exception cref="StartupException">A schedule or queue cannot be resolved.</exception>
    public FunctionRuntime(
        FunctionCatalog catalog,
        FunctionInvoker invoker,
        RuntimeStorage storage,
        HostSettings host,
        RuntimeSettings settings,
        IConfiguration configuration,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        (this.settings, this.time, logger) = (settings, time, loggers.CreateLogger<FunctionRuntime>());
        var records = new TimerRecords(storage.Blobs);
        queues = [.. catalog.Queues.Select(function => new QueueListener(
            function,
            AppSettings.Resolve(function.Queue, function.Name, configuration),
            storage.Queues,
            host,
            settings,
            invoker,
            time,
            loggers.CreateLogger<QueueListener>()))];
        timers = [.. catalog.Timers.Select(function => new TimerListener(
            function,
            TimerSchedule.Parse(AppSettings.Resolve(function.Schedule, function.Name, configuration), function.Name),
            records,
            host,
            invoker,
            time,
            loggers.CreateLogger<TimerListener>()))];
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.WhenAll([
            .. queues.Select(listener => Task.Run(() => listener.RunAsync(stop.Token, abort.Token), CancellationToken.None)),
            .. timers.Select(listener => Task.Run(() => listener.RunAsync(stop.Token, abort.Token), CancellationToken.None)),
        ]);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        try
        {
            await running.WaitAsync(settings.DrainTimeout, time, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            Log.DrainTimedOut(logger, settings.DrainTimeout);
            await abort.CancelAsync();
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        stop.Dispose();
        abort.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(941, LogLevel.Warning, "Functions still ran {DrainTimeout} after the stop and were cancelled")]
        internal static partial void DrainTimedOut(ILogger logger, TimeSpan drainTimeout);
    }
}

/// <summary>The account the runtime itself works with. The queue clients do not encode messages.</summary>
internal sealed record RuntimeStorage(QueueServiceClient Queues, BlobServiceClient Blobs);
