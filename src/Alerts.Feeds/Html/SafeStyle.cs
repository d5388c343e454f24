using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Alerts.Feeds.Html;

/// <summary>Style attributes cut down to what colours and spaces text: nothing that loads, moves or covers.</summary>
internal static partial class SafeStyle
{
    private static readonly FrozenSet<string> Properties = new[]
    {
        "azimuth", "background-color", "border-collapse", "clear", "color", "cursor", "direction", "display", "elevation", "float", "font",
        "font-family", "font-size", "font-style", "font-variant", "font-weight", "height", "letter-spacing", "line-height", "overflow", "pause",
        "pause-after", "pause-before", "pitch", "pitch-range", "richness", "speak", "speak-header", "speak-numeral", "speak-punctuation",
        "speech-rate", "stress", "text-align", "text-decoration", "text-indent", "unicode-bidi", "vertical-align", "voice-family", "volume",
        "white-space", "width", "max-width", "max-height", "min-width", "min-height", "list-style-type", "word-break", "word-wrap",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Families = ["background", "border", "margin", "padding"];

    /// <summary>The declarations that may stay, in order; empty when none may.</summary>
    public static string Filter(string style)
    {
        // Escapes and comments hide names from every filter; honest styles of feeds have neither.
        if (style.Contains('\\', StringComparison.Ordinal) || style.Contains("/*", StringComparison.Ordinal))
            return "";
        var kept = new List<string>();
        foreach (var declaration in style.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                continue;
            var name = declaration[..colon].Trim().ToLowerInvariant();
            var value = declaration[(colon + 1)..].Trim();
            if (IsAllowed(name) && Value().IsMatch(value))
                kept.Add($"{name}: {value};");
        }
        return string.Join(' ', kept);
    }

    private static bool IsAllowed(string name)
    {
        if (Properties.Contains(name))
            return true;
        if (name.Contains("image", StringComparison.Ordinal) || name is "background-attachment" or "background-repeat")
            return false;
        return Array.Exists(Families, family => name == family || name.StartsWith(family + "-", StringComparison.Ordinal));
    }

    /// <summary>Words, numbers, colours and quoted names; of functions only those that make colours.</summary>
    [GeneratedRegex(@"^((rgba?|hsla?)\([\d\s.,%/]{1,60}\)|[\w\s#.,%!+""'-])*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Value();
}
