using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Alerts.Evaluation.Feeds;

/// <summary>What a reader sees of a piece of HTML, white space collapsed.</summary>
internal static class VisibleText
{
    public static string Of(string html)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false });
        var document = parser.ParseDocument("<!DOCTYPE html><html><body></body></html>");
        var text = new StringBuilder();
        foreach (var node in parser.ParseFragment(html, document.Body ?? throw new InvalidOperationException("A parsed page has a body.")))
            Gather(node, text);
        return Collapse(text.ToString());
    }

    public static string Collapse(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void Gather(INode node, StringBuilder text)
    {
        if (node is IText run)
            text.Append(run.Data);
        else if (node is not IElement { LocalName: "script" or "style" })
            foreach (var child in node.ChildNodes)
                Gather(child, text);
    }
}
