using System.Text;
using System.Text.RegularExpressions;

namespace Alerts.Feeds.Markup;

/// <summary>
/// The general entities a document declares in its own internal subset as short literal text. Nothing is ever fetched, and a value that
/// refers to another entity or carries markup is not taken, so a document cannot grow by its declarations.
/// </summary>
internal sealed partial class DeclaredEntities
{
    private const int MaxSubset = 64 * 1024;
    private const int MaxValue = 200;

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Null when the subset declares nothing that is taken.</summary>
    public static DeclaredEntities? Read(ReadOnlySpan<byte> subset)
    {
        if (subset.IsEmpty || subset.Length > MaxSubset)
            return null;
        var entities = new DeclaredEntities();
        foreach (Match match in Declaration().Matches(Encoding.UTF8.GetString(subset)))
        {
            var value = match.Groups["value"].Value;
            if (value.Length <= MaxValue && Literal(value) is { } literal)
                entities.values.TryAdd(match.Groups["name"].Value, literal);
        }
        return entities.values.Count == 0 ? null : entities;
    }

    public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(name, out value);

    /// <summary>The value with its character references replaced; null when it holds any other reference, or markup.</summary>
    private static string? Literal(string value)
    {
        if (value.Contains('<', StringComparison.Ordinal) || NamedReference().IsMatch(value))
            return null;
        return System.Net.WebUtility.HtmlDecode(value);
    }

    [GeneratedRegex("""<!ENTITY\s+(?<name>[A-Za-z_][\w.-]*)\s+(?:"(?<value>[^"%]*)"|'(?<value>[^'%]*)')\s*>""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Declaration();

    [GeneratedRegex("&(?!#)", RegexOptions.CultureInvariant)]
    private static partial Regex NamedReference();
}
