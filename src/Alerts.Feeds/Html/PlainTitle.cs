using System.Net;

namespace Alerts.Feeds.Html;

/// <summary>Titles as one line of plain text.</summary>
internal static class PlainTitle
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

    private static string OneLine(string text)
    {
        var afterSpace = false;
        foreach (var c in text)
        {
            var isSpace = char.IsWhiteSpace(c);
            if ((isSpace && (afterSpace || c != ' ')) || char.IsControl(c))
                return HtmlText.Collapse(text);
            afterSpace = isSpace;
        }
        return text;
    }
}
