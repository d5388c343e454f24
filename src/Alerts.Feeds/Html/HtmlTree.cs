using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Alerts.Feeds.Html;

/// <summary>Parsed HTML that is safe to walk: neither larger nor deeper than those who walk it can stand.</summary>
internal static class HtmlTree
{
    /// <summary>Characters; what is longer is cut.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private const int MaxDepth = 200;

    /// <summary>How many open elements the parser may meet; it looks through all of them at every block.</summary>
    private const int MaxOpenTags = 2000;

    /// <summary>Null when the elements nest deeper than any page does: the writers of such HTML mean to harm its readers.</summary>
    public static IHtmlDocument? Parse(string html)
    {
        if (html.Length > MaxLength)
            html = html[..MaxLength];
        if (UnclosedTags(html) > MaxOpenTags)
            return null;
        var document = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html);
        return IsShallow(document) ? document : null;
    }

    /// <summary>What is left of HTML too deep to parse: the text between its tags.</summary>
    public static string StripTags(string html)
    {
        var text = new System.Text.StringBuilder(html.Length);
        var rest = html.AsSpan();
        while (!rest.IsEmpty)
        {
            var open = rest.IndexOf('<');
            text.Append(open < 0 ? rest : rest[..open]).Append(' ');
            var close = open < 0 ? -1 : rest[open..].IndexOf('>');
            rest = close < 0 ? default : rest[(open + close + 1)..];
        }
        return System.Net.WebUtility.HtmlDecode(text.ToString());
    }

    /// <summary>How far start tags outnumber end tags at most, void elements aside.</summary>
    private static int UnclosedTags(ReadOnlySpan<char> html)
    {
        int open = 0, most = 0;
        for (var at = html.IndexOf('<'); at >= 0 && at + 1 < html.Length;)
        {
            html = html[(at + 1)..];
            if (html[0] == '/')
                open = Math.Max(0, open - 1);
            else if (char.IsAsciiLetter(html[0]) && !IsVoid(html))
                most = Math.Max(most, ++open);
            at = html.IndexOf('<');
        }
        return most;
    }

    private static bool IsVoid(ReadOnlySpan<char> tag)
    {
        foreach (var name in (ReadOnlySpan<string>)["br", "img", "hr", "p", "li", "td", "tr", "input", "wbr", "dd", "dt", "source", "meta", "link", "embed", "col"])
        {
            if (tag.StartsWith(name, StringComparison.OrdinalIgnoreCase) && tag.Length > name.Length && !char.IsAsciiLetterOrDigit(tag[name.Length]))
                return true;
        }
        return false;
    }

    private static bool IsShallow(IHtmlDocument document)
    {
        var depth = 0;
        INode? node = document;
        while (node is not null)
        {
            if (node.FirstChild is { } child)
            {
                if (++depth > MaxDepth)
                    return false;
                node = child;
                continue;
            }
            while (node is not null && node.NextSibling is null)
            {
                node = node.Parent;
                depth--;
            }
            node = node?.NextSibling;
        }
        return true;
    }
}
