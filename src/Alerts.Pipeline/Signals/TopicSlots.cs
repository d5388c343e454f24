using Alerts.Detection;
using Alerts.Pipeline.OwnData;

namespace Alerts.Pipeline.Signals;

/// <summary>Topics that have a slot for <em>about</em>: their positions compare only where it is known.</summary>
public sealed class TopicSlots(Func<IReadOnlySet<string>> topics)
{
    public TopicSlots(IReadOnlySet<string> topics)
        : this(() => topics)
    {
    }

    public IReadOnlySet<string> Topics => topics();

    public static TopicSlots Of(DetectionData data) => new(SlotsOf(data));

    /// <summary>Those of the data in use, whenever they change.</summary>
    internal static TopicSlots Of(DetectorSource source)
    {
        (DetectionData Data, IReadOnlySet<string> Topics)? known = null;
        return new(() =>
        {
            var data = source.Current.Data;
            if (known is not { } held || held.Data != data)
                known = held = (data, SlotsOf(data));
            return held.Topics;
        });
    }

    private static HashSet<string> SlotsOf(DetectionData data) =>
        data.Topics.Where(topic => topic.About is not null).Select(topic => topic.Id).ToHashSet(StringComparer.Ordinal);
}
