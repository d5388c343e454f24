using Alerts.Detection;

namespace Alerts.Pipeline.Signals;

/// <summary>Topics that have a slot for <em>about</em>: their positions compare only where it is known.</summary>
public sealed record TopicSlots(IReadOnlySet<string> Topics)
{
    public static TopicSlots Of(DetectionData data) =>
        new(data.Topics.Where(topic => topic.About is not null).Select(topic => topic.Id).ToHashSet(StringComparer.Ordinal));
}
