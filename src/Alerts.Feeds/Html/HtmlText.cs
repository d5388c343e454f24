using System.Text;
using AngleSharp.Dom;

namespace Alerts.Feeds.Html;

/// <summary>The words of a piece of HTML, for reading by machine.</summary>
public static class HtmlText
{
    private const int MaxDepth = 512;

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "address", "article", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
        "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    };

    private static readonly HashSet<string> Left = new(StringComparer.Ordinal)
    {
        "applet", "aside", "audio", "button", "canvas", "datalist", "embed", "footer", "form", "frameset", "head", "iframe", "input",
        "map", "math", "nav", "noembed", "noframes", "noscript", "optgroup", "option", "script", "select", "style", "svg",
        "template", "textarea", "video",
    };

    /// <summary>
    /// Plain text of <paramref name="html"/>: runs of white space are one space, and every paragraph, list item, heading, table cell and
    /// line break ends with a line feed, so that no sentence runs across one. Scripts, forms, navigation, asides, footers, tracking
    /// and the "appeared first on" line of blog software are left out. Never null, no empty lines.
    /// </summary>
    public static string FromHtml(string html)
    {
        if (!html.AsSpan().ContainsAny('<', '&'))
            return Collapse(html);
        if (HtmlTree.Parse(html) is not { } document)
            return Collapse(HtmlTree.StripTags(html));
        return document.Body is { } body ? FromNode(body) : "";
    }

    /// <summary>The same for a parsed tree.</summary>
    internal static string FromNode(INode node)
    {
        var lines = new TextLines();
        Walk(node, lines, 0);
        return lines.ToString();
    }

    /// <summary>White space runs become one space; the ends are trimmed.</summary>
    internal static string Collapse(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                result.Append(c);
            else if (result.Length > 0 && result[^1] != ' ')
                result.Append(' ');
        }
        if (result.Length > 0 && result[^1] == ' ')
            result.Length--;
        return result.ToString();
    }

    private static void Walk(INode node, TextLines lines, int depth)
    {
        if (depth > MaxDepth)
        {
            lines.Append(node.TextContent);
            return;
        }
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
            {
                lines.Append(text.Data);
            }
            else if (child is IElement element && !Left.Contains(element.LocalName))
            {
                var block = Blocks.Contains(element.LocalName);
                if (block)
                    lines.Break();
                Walk(element, lines, depth + 1);
                if (block)
                    lines.Break();
            }
        }
    }
}
