using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Reads an article for keyword matches, statements and changes of position.</summary>
public sealed class DetectSignals(MessageHandling handling, SignalDetection detection)
{
    [Function(nameof(DetectSignals))]
    public Task RunAsync([QueueTrigger(QueueNames.Articles)] ArticleMessage message, CancellationToken cancellation) =>
        handling.RunAsync(nameof(DetectSignals), message, detection.RunAsync, cancellation);
}
