using System.Text.RegularExpressions;

namespace Alerts.Feeds.Reading;

/// <summary>Persons written as one line: "name (address)", "address (name)", "name &lt;address&gt;", either alone.</summary>
internal static partial class PersonText
{
    /// <summary>Null when the text is blank.</summary>
    public static FeedPerson? Parse(string text)
    {
        text = text.Trim();
        if (text.Length == 0)
            return null;
        if (!text.Contains('@', StringComparison.Ordinal))
            return new FeedPerson(text);
        var match = Address().Match(text);
        if (!match.Success)
            return new FeedPerson(text);
        var rest = text.Remove(match.Index, match.Length).Replace("mailto:", "", StringComparison.OrdinalIgnoreCase)
            .Replace("()", "", StringComparison.Ordinal).Replace("<>", "", StringComparison.Ordinal).Trim();
        if (rest.Length > 1 && rest[0] == '(' && rest[^1] == ')')
            rest = rest[1..^1].Trim();
        return new FeedPerson(rest.Length == 0 ? null : rest, match.Value);
    }

    [GeneratedRegex(@"[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,8}", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
