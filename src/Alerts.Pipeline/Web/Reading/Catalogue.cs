using Alerts.Detection;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Reading;

/// <summary>All that can be watched by name: the topics and actors that the detector reads with.</summary>
public sealed class Catalogue(Func<DetectionData> data)
{
    private Names? known;

    public Catalogue(IReadOnlyList<Topic> topics, IReadOnlyList<Actor> actors)
        : this(Always(new(topics, actors)))
    {
    }

    /// <summary>Families and their topics, each by name.</summary>
    public IReadOnlyList<TopicFamily> Families => Now.Families;

    /// <summary>Names to offer, by name: all but companies and the like, which would make the form too heavy; they may be typed.</summary>
    public IReadOnlyList<string> Actors => Now.Offered;

    // The data change while the process lives: an operator's own topics come and go.
    private Names Now
    {
        get
        {
            var current = data();
            return known is { } held && held.Data == current ? held : known = new(current);
        }
    }

    public Topic? FindTopic(string id) => Now.Topics.GetValueOrDefault(id);

    /// <summary>The canonical name for one typed in any case; null where no actor has it.</summary>
    public string? FindActor(string typed) => Now.Actors.GetValueOrDefault(typed);

    /// <summary>A topic's label; one that is no longer among the data keeps its id as its name.</summary>
    public TopicLabel Label(string id) => new(id, FindTopic(id)?.Name ?? id);

    /// <summary>What is asked for, for a person: "NATO membership, also when a position is only stated again; once a day".</summary>
    public string Words(Wish wish)
    {
        var statements = wish.Statements ? ", also when a position is only stated again" : "";
        return wish.When == MailTime.AtOnce ? Words(wish.Watch) + statements : $"{Words(wish.Watch)}{statements}; {Wording.MailTimes.First(time => time.When == wish.When).Words}";
    }

    /// <summary>What is watched, for a person: "NATO membership", "Hungary on any topic", the query in quotes.</summary>
    public string Words(Watch watch) => watch.Kind switch
    {
        WatchKind.Topic => Label(watch.Value).Name,
        WatchKind.Actor => $"{watch.Value} on any topic",
        _ => $"the keywords {watch.Value}",
    };

    private static Func<DetectionData> Always(DetectionData data) => () => data;

    private sealed class Names(DetectionData data)
    {
        public DetectionData Data => data;

        public Dictionary<string, Topic> Topics { get; } = data.Topics.ToDictionary(topic => topic.Id, StringComparer.Ordinal);

        public Dictionary<string, string> Actors { get; } = data.Actors
            .GroupBy(actor => actor.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Name, StringComparer.OrdinalIgnoreCase);

        public IReadOnlyList<TopicFamily> Families { get; } =
        [
            .. data.Topics.GroupBy(topic => topic.Family, StringComparer.Ordinal).OrderBy(family => family.Key, StringComparer.Ordinal)
                .Select(family => new TopicFamily(family.Key, [.. family.OrderBy(topic => topic.Name, StringComparer.Ordinal).Select(topic => new TopicLabel(topic.Id, topic.Name))])),
        ];

        public IReadOnlyList<string> Offered { get; } =
            [.. data.Actors.Where(actor => actor.Kind is "country" or "bloc" or "organisation" or "central-bank").Select(actor => actor.Name).Distinct().Order(StringComparer.Ordinal)];
    }
}
