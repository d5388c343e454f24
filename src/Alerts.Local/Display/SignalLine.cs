using System.Globalization;

namespace Alerts.Local.Display;

/// <summary>A signal in one line: who, on what, from where to where.</summary>
internal static class SignalLine
{
    internal static string Of(IReadOnlyDictionary<string, object?> fields)
    {
        var (actor, topic, from, to) = (Text(fields, "Actor"), Text(fields, "Topic"), Text(fields, "From"), Text(fields, "To"));
        var subject = string.Join(" · ", new[] { actor, topic }.Where(part => part.Length > 0));
        if (to.Length == 0)
            return subject;

        return from.Length == 0 || from == to ? $"{subject}: {to}" : $"{subject}: {from} -> {to}";
    }

    /// <returns>One line, or none where the signal has no quote.</returns>
    internal static IEnumerable<string> Quote(IReadOnlyDictionary<string, object?> fields) =>
        Text(fields, "Quote") is { Length: > 0 } quote ? [$"“{quote.ReplaceLineEndings(" ").Trim()}”"] : [];

    private static string Text(IReadOnlyDictionary<string, object?> fields, string name)
    {
        var value = fields.GetValueOrDefault(name);
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return value is Enum ? text.ToLowerInvariant() : text;
    }
}
