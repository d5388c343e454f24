using Alerts.Detection.Queries;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Local.Sample;

/// <summary>How the sample differs from a run on real feeds: it polls itself, every few seconds and without a pause.</summary>
internal static class SampleSettings
{
    internal const string Reader = "reader@example.org";

    /// <summary>What the reader watches: the story's topics, and a few words of an ordinary article of the second edition.</summary>
    internal static IReadOnlyList<Wish> Wishes { get; } =
    [
        new(new Watch(WatchKind.Topic, "nato-membership")),
        new(new Watch(WatchKind.Topic, "territorial-concessions")),
        new(new Watch(WatchKind.Query, KeywordQuery.Parse("marathon AND (farmer OR shepherd)").Canonical)),
    ];

    internal static IReadOnlyDictionary<string, string?> All { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["PollSchedule"] = "*/2 * * * * *",
        ["Polling:Minimum"] = "00:00:02",
        ["Polling:Maximum"] = "00:00:03",
        ["Polling:HostPause"] = "00:00:00",
        ["Polling:AllowLoopback"] = "true",
        ["Mail:JoinWithin"] = "00:00:00",
        ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:01",
    };
}
