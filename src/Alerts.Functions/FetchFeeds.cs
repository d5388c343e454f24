using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Asks a host for its due feeds and takes in what is new.</summary>
public sealed class FetchFeeds(MessageHandling handling, FeedIntake intake)
{
    [Function(nameof(FetchFeeds))]
    public Task RunAsync([QueueTrigger(QueueNames.Feeds)] FeedsMessage message, CancellationToken cancellation) =>
        handling.RunAsync(nameof(FetchFeeds), message, intake.RunAsync, cancellation);
}
