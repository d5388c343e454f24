using Alerts.Pipeline.Polling;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Sends for the feeds that are due.</summary>
public sealed class PollFeeds(FeedPolling polling)
{
    [Function(nameof(PollFeeds))]
    public Task RunAsync([TimerTrigger("%PollSchedule%")] TimerInfo timer, CancellationToken cancellation) => polling.RunAsync(cancellation);
}
