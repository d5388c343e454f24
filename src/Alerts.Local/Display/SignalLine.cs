using System.Globalization;

namespace Alerts.Local.Display;

/// <summary>A signal in one line: who, on what, from where to where; or the query that an article matched.</summary>
internal static class SignalLine
{
    /// <param name="fields">Those of the pipeline's event SignalFound: Kind, Actor, Topic (a query for keyword matches), From, To, Quote.</param>
    internal static string Of(IReadOnlyDictionary<string, object?> fields)
    {
        var (actor, topic, to) = (Text(fields, "Actor"), Text(fields, "Topic"), Text(fields, "To"));
        return Text(fields, "Kind") switch
        {
            "change" => $"{actor} · {topic}: {Text(fields, "From")} -> {to}",
            "statement" => $"{actor} · {topic}: {to}",
            _ => $"keywords {topic}",
        };
    }

    /// <returns>One line, or none where the signal has no quote.</returns>
    internal static IEnumerable<string> Quote(IReadOnlyDictionary<string, object?> fields) =>
        Convert.ToString(fields.GetValueOrDefault("Quote"), CultureInfo.InvariantCulture) is { Length: > 0 } quote
            ? [$"“{quote.ReplaceLineEndings(" ").Trim().Trim('"', '“', '”')}”"]
            : [];

    /// <summary>Positions and kinds are shown in lower case, names as they are.</summary>
    private static string Text(IReadOnlyDictionary<string, object?> fields, string name)
    {
        var value = fields.GetValueOrDefault(name);
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return value is Enum ? text.ToLowerInvariant() : text;
    }
}
