using System.Text.RegularExpressions;

namespace Alerts.Detection.Loading;

/// <summary>Reads topics: the project's YAML, or JSON of the form <c>{"id": {"proposition": "...", "mentions": [...]}}</c>.</summary>
internal static partial class TopicFile
{
    private static readonly string[] Known = ["id", "name", "proposition", "family", "mentions", "weak", "counter", "flips", "context", "about"];
    private static readonly string[] KnownSlot = ["role", "kinds", "prepositions", "possessive", "modifier", "self"];

    /// <exception cref="DataFileException">A fault, with its line and mend.</exception>
    public static IReadOnlyList<Topic> Read(YamlFile file)
    {
        var topics = new List<Topic>();
        if (file.Keys.Contains("topics"))
        {
            foreach (var item in file.Items("topics"))
                topics.Add(Own(item));
        }
        else
        {
            foreach (var id in file.Keys)
                topics.Add(Keyed(id, file));
        }

        return topics.Count > 0 ? topics : throw file.Fault("no topic in it", "add one under `topics:`");
    }

    private static Topic Own(YamlFile item)
    {
        var id = item.Text("id") ?? throw item.Fault("a topic has no `id`", "add one such as `id: nato-membership`");
        if (!KebabCase().IsMatch(id))
            throw item.Fault($"the id `{id}` has other characters than small letters, digits and hyphens", "write it like `nato-membership`");
        if (item.Keys.FirstOrDefault(k => !Known.Contains(k)) is { } odd)
            throw item.Fault($"topic `{id}` has the unknown key `{odd}`", $"use one of {string.Join(", ", Known)}");
        var mentions = item.Strings("mentions");
        if (mentions.Count == 0 && item.Strings("weak").Count == 0)
            throw item.Fault($"topic `{id}` has no `mentions`", "list the phrases that name it");
        if (item.Strings("weak").Count > 0 && item.Strings("context").Count == 0)
            throw item.Fault($"topic `{id}` has `weak` mentions and no `context`", "list the words one of which must be near a weak mention");
        return new Topic(id, item.Text("name") ?? id.Replace('-', ' '), item.Text("proposition") ?? throw item.Fault($"topic `{id}` has no `proposition`", "say what a position in favor is in favor of"), item.Text("family") ?? "other")
        {
            Mentions = mentions,
            Weak = item.Strings("weak"),
            Counter = item.Strings("counter"),
            Flips = item.Strings("flips"),
            Context = item.Strings("context"),
            About = item.Item("about") is { } slot ? Slot(id, slot) : null,
        };
    }

    private static TopicSlot Slot(string id, YamlFile slot)
    {
        if (slot.Keys.FirstOrDefault(k => !KnownSlot.Contains(k)) is { } odd)
            throw slot.Fault($"the slot of topic `{id}` has the unknown key `{odd}`", $"use one of {string.Join(", ", KnownSlot)}");
        return new TopicSlot(slot.Text("role") ?? "about", slot.Strings("kinds"), slot.Strings("prepositions"), slot.Flag("possessive"), slot.Flag("modifier"), slot.Flag("self"));
    }

    private static Topic Keyed(string id, YamlFile file)
    {
        var item = file.Item(id) ?? throw file.Fault($"`{id}` has nothing in it", "give it a `proposition` and `mentions`");
        var mentions = item.Strings("mentions");
        return mentions.Count == 0
            ? throw item.Fault($"topic `{id}` has no `mentions`", "list the phrases that name it")
            : new Topic(id, id.Replace('-', ' '), item.Text("proposition") ?? "", item.Text("family") ?? "other") { Mentions = mentions };
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}
