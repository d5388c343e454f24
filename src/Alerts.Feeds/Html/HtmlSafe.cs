using System.Net;
using AngleSharp.Dom;
using Ganss.Xss;

namespace Alerts.Feeds.Html;

/// <summary>HTML from feeds made safe to show on our pages and in our mails.</summary>
public static class HtmlSafe
{
    private const int MaxRounds = 3;

    /// <summary>
    /// <paramref name="html"/> without scripts, event handlers, frames, plug-ins, unknown schemes and styles that load or move; the text
    /// of unknown elements stays. References are resolved against <paramref name="baseUrl"/> where it is not null.
    /// The result means the same to every parser: it is sanitised again until nothing changes, and only its text is given back if that
    /// does not come about, or if the elements nest too deeply.
    /// </summary>
    public static string Sanitize(string html, string? baseUrl)
    {
        if (!html.AsSpan().ContainsAny('<', '&'))
            return html;
        var sanitizer = Create();
        var removed = false;
        sanitizer.RemovingTag += (_, args) =>
        {
            removed = true;
            if (SafeList.GoWithContent.Contains(args.Tag.LocalName, StringComparer.OrdinalIgnoreCase))
                args.Tag.TextContent = "";
        };
        for (var round = 0; round < MaxRounds; round++)
        {
            removed = false;
            if (HtmlTree.Parse(html) is not { Body: { } body } document)
                return WebUtility.HtmlEncode(HtmlTree.StripTags(html));
            AdoptHead(document.Head, body);
            UnwrapFrames(body);
            var styles = TakeStyles(body);
            sanitizer.SanitizeDom(document, body, baseUrl ?? "");
            foreach (var (element, style) in styles)
                element.SetAttribute("style", style);
            var result = body.InnerHtml;
            if (!removed || result == html)
                return result;
            html = result;
        }
        return WebUtility.HtmlEncode(HtmlText.FromHtml(html));
    }

    /// <summary>A fragment that begins with what belongs into a head has it put there by the parser; its text is text to us.</summary>
    private static void AdoptHead(IElement? head, IElement body)
    {
        while (head?.LastChild is { } last)
            body.InsertBefore(last, body.FirstChild);
    }

    /// <summary>What a frame holds is for readers that show no frames, as we do; the parser takes it for text.</summary>
    private static void UnwrapFrames(IElement body)
    {
        foreach (var frame in body.QuerySelectorAll("iframe"))
            frame.OuterHtml = frame.TextContent;
    }

    /// <summary>Styles go by our own rules; the library would write them anew and drop what it has no syntax for.</summary>
    private static List<(IElement Element, string Style)> TakeStyles(IElement body)
    {
        var kept = new List<(IElement, string)>();
        foreach (var element in body.QuerySelectorAll("[style]"))
        {
            var style = SafeStyle.Filter(element.GetAttribute("style") ?? "");
            element.RemoveAttribute("style");
            if (style.Length > 0)
                kept.Add((element, style));
        }
        return kept;
    }

    private static HtmlSanitizer Create()
    {
        var sanitizer = new HtmlSanitizer { KeepChildNodes = true };
        Set(sanitizer.AllowedTags, SafeList.Elements);
        Set(sanitizer.AllowedAttributes, SafeList.Attributes);
        Set(sanitizer.AllowedSchemes, SafeList.Schemes);
        Set(sanitizer.UriAttributes, SafeList.Addresses);
        sanitizer.AllowedAtRules.Clear();
        sanitizer.AllowDataAttributes = false;
        return sanitizer;
    }

    private static void Set(ISet<string> set, string[] names)
    {
        set.Clear();
        set.UnionWith(names);
    }
}
