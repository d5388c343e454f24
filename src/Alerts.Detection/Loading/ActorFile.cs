using System.Globalization;

namespace Alerts.Detection.Loading;

/// <summary>Reads actors: the project's YAML, or JSON of the form <c>{"Ukraine": ["Kyiv", ...]}</c>.</summary>
internal static class ActorFile
{
    private static readonly string[] Known = ["name", "kind", "aliases", "demonyms", "offices", "leaders"];

    /// <exception cref="DataFileException">A fault, with its line and mend.</exception>
    public static IReadOnlyList<Actor> Read(YamlFile file)
    {
        var actors = file.Keys.Contains("actors")
            ? file.Items("actors").Select(Own).ToList()
            : file.Keys.Select(name => new Actor(name, "unknown") { Aliases = file.Strings(name) }).ToList();
        return actors.Count > 0 ? actors : throw file.Fault("no actor in it", "add one under `actors:`");
    }

    private static Actor Own(YamlFile item)
    {
        var name = item.Text("name") ?? throw item.Fault("an actor has no `name`", "add one such as `name: Ukraine`");
        if (item.Keys.FirstOrDefault(k => !Known.Contains(k)) is { } odd)
            throw item.Fault($"actor `{name}` has the unknown key `{odd}`", $"use one of {string.Join(", ", Known)}");
        return new Actor(name, item.Text("kind") ?? "unknown")
        {
            Aliases = item.Strings("aliases"),
            Demonyms = item.Strings("demonyms"),
            Offices = item.Strings("offices"),
            Leaders = [.. item.Items("leaders").Select(l => Leader(name, l))],
        };
    }

    private static Leader Leader(string actor, YamlFile item) => new(
        item.Text("name") ?? throw item.Fault($"a leader of `{actor}` has no `name`", "add one"),
        item.Strings("aliases"),
        item.Text("office") ?? "",
        Day(actor, item, "from"),
        Day(actor, item, "to"));

    private static DateOnly? Day(string actor, YamlFile item, string key)
    {
        if (item.Text(key) is not { } text)
            return null;
        return DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw item.Fault($"`{key}: {text}` of a leader of `{actor}` is no date", "write it as 2019-05-20");
    }
}
