using System.Net;
using System.Text.RegularExpressions;

namespace Alerts.Feeds.Html;

/// <summary>Titles as one line of plain text.</summary>
internal static partial class PlainTitle
{
    /// <summary>The words of a title; empty when there is none.</summary>
    public static string Of(FeedContent? title)
    {
        if (title is null)
            return "";
        var value = title.Value;
        if (!title.IsMarkup || !value.AsSpan().ContainsAny('<', '&'))
            return OneLine(value);
        return value.Contains('<', StringComparison.Ordinal)
            ? HtmlText.FromHtml(value).Replace('\n', ' ')
            : OneLine(WebUtility.HtmlDecode(value));
    }

    /// <summary>Line breaks and what surrounds them become one space, other control characters go; spaces stay as they are.</summary>
    private static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001F') && !text.AsSpan().ContainsAnyInRange('\u007F', '\u009F'))
            return text;
        return Controls().Replace(Breaks().Replace(text, " "), "").Trim();
    }

    [GeneratedRegex(@"[ \t]*[\r\n\t]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Breaks();

    [GeneratedRegex(@"\p{Cc}", RegexOptions.CultureInvariant)]
    private static partial Regex Controls();
}
