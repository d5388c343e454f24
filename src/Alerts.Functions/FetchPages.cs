using Alerts.Pipeline.Polling.Pages;
using Alerts.Pipeline.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Fetches the pages of new articles, for feeds whose whole texts are asked for.</summary>
public sealed class FetchPages(MessageHandling handling, PageFetching fetching)
{
    [Function(nameof(FetchPages))]
    public Task RunAsync([QueueTrigger(QueueNames.Pages)] PagesMessage message, CancellationToken cancellation) =>
        handling.RunAsync(nameof(FetchPages), message, fetching.RunAsync, cancellation);
}
