using Alerts.Detection;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline;

/// <summary>Sends again what has stayed pending longer than any handler runs, and tells how long the queues are.</summary>
public sealed partial class WorkRecovery(
    ArticleStore articles,
    SignalStore signals,
    Ledger ledger,
    SignalBook book,
    MessageQueues queues,
    WorkReading work,
    AlertsMetrics metrics,
    IOptions<WorkRecoveryOptions> options,
    TimeProvider time,
    ILogger<WorkRecovery> logger)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - options.Value.PendingLongerThan;
        await foreach (var articleId in articles.PendingAsync(before, cancellation))
        {
            await queues.SendAsync(new ArticleMessage(articleId), cancellation);
            await articles.MarkSentAsync(articleId, cancellation);
            Log.Recovered(logger, "article", articleId);
        }

        await foreach (var signalId in signals.PendingAsync(before, cancellation))
        {
            await RecoverAsync(signalId, cancellation);
            Log.Recovered(logger, "signal", signalId);
        }

        var state = await work.ReadAsync(cancellation);
        metrics.Tell(state);
        foreach (var queue in state.Queues)
            Log.QueueDepth(logger, queue.Name, queue.Messages, queue.Poison);
    }

    private async Task RecoverAsync(string signalId, CancellationToken cancellation)
    {
        if (await signals.FindRowAsync(signalId, cancellation) is not { Value: { Superseded: null } signal })
            await signals.MarkSentAsync(signalId, cancellation);
        else if (signal.Kind is SignalKind.Keyword or SignalKind.Statement)
            await book.AnnounceAsync(signalId, cancellation);
        else
            await ledger.SettleAsync(signal, cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Warning, "Sent again for a pending {Kind}: {Id}", EventName = "WorkRecovered")]
        internal static partial void Recovered(ILogger logger, string kind, string id);

        [LoggerMessage(1402, LogLevel.Debug, "Queue {Queue}: {Depth} messages, {Poison} given up", EventName = "QueueDepth")]
        internal static partial void QueueDepth(ILogger logger, string queue, int depth, int poison);
    }
}
