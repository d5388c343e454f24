using Alerts.Detection;
using Alerts.Detection.Loading;

namespace Alerts.Pipeline.OwnData;

/// <summary>Shipped data with an operator's own. Pure.</summary>
public static class OwnMerge
{
    /// <summary>An own topic takes the place of a shipped one with its id, an own actor that of a shipped one with its name; own words are added.</summary>
    /// <exception cref="DataFileException">Two own files have the same topic or actor.</exception>
    public static DetectionData Of(DetectionData shipped, IReadOnlyCollection<OwnFile> files)
    {
        var topics = Unique(files.SelectMany(file => file.Topics.Select(topic => (file.Name, Key: topic.Id, Value: topic))), "topic");
        var actors = Unique(files.SelectMany(file => file.Actors.Select(actor => (file.Name, Key: actor.Name, Value: actor))), "actor");
        return new(
            [.. shipped.Topics.Where(topic => !topics.ContainsKey(topic.Id)), .. topics.Values],
            [.. shipped.Actors.Where(actor => !actors.ContainsKey(actor.Name)), .. actors.Values],
            [.. files.Select(file => file.Words).OfType<LanguageAdditions>()]);
    }

    private static Dictionary<string, T> Unique<T>(IEnumerable<(string Name, string Key, T Value)> all, string what)
    {
        var unique = new Dictionary<string, (string Name, T Value)>(StringComparer.Ordinal);
        foreach (var (name, key, value) in all)
        {
            if (!unique.TryAdd(key, (name, value)))
                throw new DataFileException($"{name}: the {what} {key} is in {unique[key].Name}, too; take it out of one of them.");
        }

        return unique.ToDictionary(each => each.Key, each => each.Value.Value, StringComparer.Ordinal);
    }
}
