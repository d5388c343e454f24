using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Alerts.Local.Runtime.Timers;

/// <summary>Runs one timer's function at its times, one run after the other.</summary>
/// <param name="function">The function.</param>
/// <param name="schedule">Its times.</param>
/// <param name="records">What is remembered between two starts.</param>
/// <param name="host">host.json.</param>
/// <param name="invoker">Calls the function.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed partial class TimerListener(
    TimerFunction function,
    TimerSchedule schedule,
    TimerRecords records,
    HostSettings host,
    FunctionInvoker invoker,
    TimeProvider time,
    ILogger<TimerListener> logger)
{
    // Timers of the platform cannot wait longer than some weeks.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Runs until told to stop, and then until the run that is under way has ended. Never throws.</summary>
    /// <param name="stop">No run begins after this.</param>
    /// <param name="abort">The run under way is cancelled.</param>
    internal async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        var monitored = schedule.IsMonitored(Now);
        var (record, isPastDue) = schedule.Resume(monitored ? await RecallAsync(abort) : null, Now);
        if (isPastDue || function.RunOnStartup)
            record = await RunOnceAsync(record, planned: null, isPastDue, monitored, abort);
        else if (monitored)
            await RememberAsync(record, abort);

        while (await WaitUntilAsync(record.Next, stop))
            record = await RunOnceAsync(record, planned: record.Next, isPastDue: false, monitored, abort);
    }

    /// <returns>False when told to stop.</returns>
    private async Task<bool> WaitUntilAsync(DateTime moment, CancellationToken stop)
    {
        // A time that passed during the last run is due at once.
        for (var left = moment - Now; left > TimeSpan.Zero && !stop.IsCancellationRequested; left = moment - Now)
            await Task.Delay(left < LongestWait ? left : LongestWait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        return !stop.IsCancellationRequested;
    }

    private async Task<TimerRecord> RunOnceAsync(TimerRecord record, DateTime? planned, bool isPastDue, bool monitored, CancellationToken abort)
    {
        var began = Now;
        var info = new TimerInfo
        {
            IsPastDue = isPastDue,
            ScheduleStatus = monitored
                ? new ScheduleStatus { Last = record.Last ?? default, Next = record.Next, LastUpdated = record.LastUpdated }
                : null,
        };

        using var timeout = new CancellationTokenSource(host.FunctionTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, timeout.Token);
        try
        {
            await invoker.InvokeAsync(function, info, either.Token);
        }
#pragma warning disable CA1031 // A run that failed must not end the schedule.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.FunctionFailed(logger, failure, function.Name);
        }

        var after = schedule.AfterRun(planned, began);
        if (monitored)
            await RememberAsync(after, CancellationToken.None);
        return after;
    }

    private async Task<TimerRecord?> RecallAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await records.ReadAsync(function.Name, cancellationToken);
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            Log.RecordFailed(logger, function.Name, StorageFailure.Reason(failure));
            return null;
        }
    }

    private async Task RememberAsync(TimerRecord record, CancellationToken cancellationToken)
    {
        try
        {
            await records.WriteAsync(function.Name, record, cancellationToken);
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            Log.RecordFailed(logger, function.Name, StorageFailure.Reason(failure));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(921, LogLevel.Error, "{Function} failed; it runs again at its next time")]
        internal static partial void FunctionFailed(ILogger logger, Exception exception, string function);

        [LoggerMessage(922, LogLevel.Warning, "{Function}: the times of its runs could not be kept in storage: {Reason}")]
        internal static partial void RecordFailed(ILogger logger, string function, string reason);
    }
}
