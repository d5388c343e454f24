using System.Diagnostics.Metrics;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Telemetry;

/// <summary>The figures that the operator's alerts read: infra/modules/monitoring.bicep names them, and a test holds the two against each other.</summary>
public sealed class AlertsMetrics : IDisposable
{
    public const string MeterName = "Alerts";

    private readonly Gauge<long> queueMessages;
    private readonly Gauge<double> queueOldest;
    private readonly Gauge<long> poisonMessages;
    private readonly Gauge<double> pollAge;
    private readonly Gauge<long> failingFeeds;
    private readonly Counter<long> mailFailures;
    private readonly Histogram<double> mailDelay;

    public AlertsMetrics()
    {
        queueMessages = Meter.CreateGauge<long>("alerts.queue.messages", "{message}", "Messages in a queue, about.");
        queueOldest = Meter.CreateGauge<double>("alerts.queue.oldest", "s", "Age of a queue's first visible message; 0 where there is none.");
        poisonMessages = Meter.CreateGauge<long>("alerts.poison.messages", "{message}", "Messages of a queue that were given up.");
        pollAge = Meter.CreateGauge<double>("alerts.poll.age", "s", "Time since a poll of any feed succeeded; 0 where there is no feed to poll.");
        failingFeeds = Meter.CreateGauge<long>("alerts.feeds.failing", "{feed}", "Feeds whose last poll failed.");
        mailFailures = Meter.CreateCounter<long>("alerts.mail.failures", "{batch}", "Batches of mail that had to wait or were given up.");
        mailDelay = Meter.CreateHistogram<double>("alerts.mail.delay", "s", "From publication, or first sight where there is no date, to the mail at once.");
    }

    internal Meter Meter { get; } = new(MeterName);

    public void Dispose() => Meter.Dispose();

    internal void Tell(WorkState state)
    {
        foreach (var queue in state.Queues)
        {
            var tag = new KeyValuePair<string, object?>("queue", queue.Name);
            queueMessages.Record(queue.Messages, tag);
            queueOldest.Record(queue.Oldest?.TotalSeconds ?? 0, tag);
            poisonMessages.Record(queue.Poison, tag);
        }

        pollAge.Record(state.PollAge?.TotalSeconds ?? 0);
        failingFeeds.Record(state.FailingFeeds);
    }

    /// <summary>A message could not be worked off: it waits for a known outage to end, or was given up.</summary>
    internal void Failed(IMessage message)
    {
        if (message is EmailsMessage or LinkMessage)
            mailFailures.Add(1, new KeyValuePair<string, object?>("queue", MessageQueues.QueueOf(message)));
    }

    internal void Mailed(TimeSpan afterPublication, int mails)
    {
        for (var i = 0; i < mails; i++)
            mailDelay.Record(Math.Max(afterPublication.TotalSeconds, 0));
    }
}
