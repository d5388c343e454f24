using Alerts.Feeds.Html;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Alerts.Evaluation.Feeds;

/// <summary>
/// Holds sanitised HTML against what a case says: the removed is gone, the rest is there, the visible text is the same; and, whatever
/// the case says, nothing unsafe is in it.
/// </summary>
internal static class SanitizeScore
{
    private static readonly string[] UnsafeTags =
        ["script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "link", "meta", "base", "noscript", "svg", "math", "template"];

    private static readonly string[] UnsafeSchemes = ["javascript:", "vbscript:", "data:", "file:", "about:", "blob:"];

    public static Figures Run(FileInfo cases, bool verbose, TextWriter output)
    {
        var figures = new Figures();
        foreach (var row in JsonLines.Read<SanitizeCase>(cases))
        {
            var result = HtmlSafe.Sanitize(row.Html_in, baseUrl: null);
            var failure = Failure(row, result);
            var danger = Danger(result);
            var refused = failure is null ? null : Refusal(row);
            figures.Count("sanitize", failure is null);
            figures.Count("sanitize.safe", danger is null);
            if (refused is not null)
                output.WriteLine($"REFUSED {row.Id}: our policy takes out <{refused}>, whose content browsers read by other rules than a sanitiser");
            else if (failure is not null && verbose)
                output.WriteLine($"FAIL {row.Id}: {failure}; from {row.Html_in} came {result}");
            if (danger is not null)
                output.WriteLine($"UNSAFE {row.Id}: {danger} in {result}");
        }
        return figures;
    }

    /// <summary>The first way in which the result is not what the case says; null when there is none.</summary>
    private static string? Failure(SanitizeCase row, string result)
    {
        var ours = Elements(result);
        var theirs = Elements(row.Html_out);
        var ourTags = ours.Select(element => element.LocalName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var theirTags = theirs.Select(element => element.LocalName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (row.Tags_removed.FirstOrDefault(tag => ourTags.Contains(tag) && !theirTags.Contains(tag)) is { } leftTag)
            return $"<{leftTag}> is still there";
        var ourNames = ours.SelectMany(Names).ToHashSet();
        var theirNames = theirs.SelectMany(Names).ToHashSet();
        if (row.Attrs_removed.FirstOrDefault(name => ourNames.Contains(name) && !theirNames.Contains(name)) is { } leftName)
            return $"attribute {leftName} is still there";
        var missing = Parts(theirs);
        foreach (var part in Parts(ours))
            missing.Remove(part);
        if (missing.Count > 0)
            return $"{missing[0]} is missing";
        var text = VisibleText.Of(result);
        return text == VisibleText.Collapse(row.Text_out) ? null : $"the text is \"{text}\", not \"{row.Text_out}\"";
    }

    private static string? Danger(string result)
    {
        foreach (var element in Elements(result))
        {
            if (UnsafeTags.Contains(element.LocalName))
                return $"<{element.LocalName}>";
            foreach (var attribute in element.Attributes)
            {
                var value = new string([.. attribute.Value.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c))]);
                if (attribute.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.LocalName is "srcdoc" or "formaction")
                    return attribute.LocalName;
                if (Array.Exists(UnsafeSchemes, scheme => value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
                    return $"{attribute.LocalName}={value}";
                if (attribute.LocalName == "style" && (value.Contains("url(", StringComparison.OrdinalIgnoreCase)
                    || value.Contains("expression", StringComparison.OrdinalIgnoreCase) || value.Contains("position:", StringComparison.OrdinalIgnoreCase)))
                    return $"style {value}";
            }
        }
        return null;
    }

    /// <summary>The element that is allowed by the case and refused by us on principle; null when that is not the reason.</summary>
    private static string? Refusal(SanitizeCase row) =>
        Elements(row.Html_out).Select(element => element.LocalName).FirstOrDefault(name => UnsafeTags.Contains(name));

    private static List<string> Parts(List<IElement> elements) =>
        [.. elements.SelectMany(element => element.Attributes
            .Select(attribute => $"{element.LocalName} {attribute.LocalName} {(attribute.LocalName == "style" ? Declarations(attribute.Value) : "")}")
            .Prepend(element.LocalName))];

    private static string Declarations(string style) =>
        string.Join(';', style.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(declaration => new string([.. declaration.Where(c => !char.IsWhiteSpace(c))])));

    private static IEnumerable<string> Names(IElement element) => element.Attributes.Select(attribute => attribute.LocalName);

    private static List<IElement> Elements(string html)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false });
        var document = parser.ParseDocument("<!DOCTYPE html><html><body></body></html>");
        var body = document.Body ?? throw new InvalidOperationException("A parsed page has a body.");
        return [.. parser.ParseFragment(html, body).SelectMany(node => node.Descendants<IElement>().Prepend(node as IElement)).OfType<IElement>()];
    }
}
