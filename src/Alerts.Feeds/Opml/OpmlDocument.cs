using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Alerts.Feeds.Opml;

/// <summary>Lists of feeds as OPML 1.0 and 2.0, the form in which feed readers exchange them.</summary>
public static class OpmlDocument
{
    /// <summary>
    /// The feeds of <paramref name="opml"/> in document order, each address once. Outlines without an xmlUrl are folders.
    /// </summary>
    /// <exception cref="OpmlFormatException">No well-formed XML, no OPML, or an xmlUrl that is no http address.</exception>
    public static IReadOnlyList<OpmlFeed> Read(Stream opml)
    {
        var root = Load(opml);
        if (root.Name.LocalName != "opml")
            throw new OpmlFormatException($"Line {Line(root)}: the root element is <{root.Name.LocalName}>, not <opml>; export the list as OPML.");
        var feeds = new List<OpmlFeed>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var outline in root.Descendants().Where(element => element.Name.LocalName == "outline"))
        {
            if (Attribute(outline, "xmlUrl") is not { } url)
                continue;
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                throw new OpmlFormatException($"Line {Line(outline)}: xmlUrl \"{url}\" is no http address; write it as https://host/path.");
            if (seen.Add(address.AbsoluteUri))
                feeds.Add(new OpmlFeed(Name(outline) ?? url, address.AbsoluteUri, Attribute(outline, "htmlUrl"), Folder(outline)));
        }
        return feeds;
    }

    /// <summary>Writes <paramref name="feeds"/> as OPML 2.0 in UTF-8, folders as nested outlines one level deep.</summary>
    public static void Write(Stream target, string title, IEnumerable<OpmlFeed> feeds)
    {
        var body = new XElement("body");
        foreach (var group in feeds.GroupBy(feed => feed.Folder))
        {
            var parent = body;
            if (group.Key is { } folder)
                body.Add(parent = new XElement("outline", new XAttribute("text", folder), new XAttribute("title", folder)));
            foreach (var feed in group)
            {
                parent.Add(new XElement("outline", new XAttribute("type", "rss"), new XAttribute("text", feed.Title),
                    new XAttribute("title", feed.Title), new XAttribute("xmlUrl", feed.XmlUrl),
                    feed.HtmlUrl is { } site ? new XAttribute("htmlUrl", site) : null));
            }
        }
        var document = new XDocument(new XElement("opml", new XAttribute("version", "2.0"), new XElement("head", new XElement("title", title)), body));
        using var writer = XmlWriter.Create(target, new XmlWriterSettings { Indent = true, CloseOutput = false });
        document.Save(writer);
    }

    private static XElement Load(Stream opml)
    {
        try
        {
            using var reader = XmlReader.Create(opml, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root
                ?? throw new OpmlFormatException("Line 1: the list is empty; export it as OPML.");
        }
        catch (XmlException broken)
        {
            var line = Math.Max(broken.LineNumber, 1).ToString(CultureInfo.InvariantCulture);
            throw new OpmlFormatException($"Line {line}: this is no well-formed XML ({Reason(broken)}); mend the line or export the list again.");
        }
    }

    /// <summary>The framework's sentence without its own position and full stop.</summary>
    private static string Reason(XmlException broken)
    {
        var message = broken.Message;
        var position = message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return (position > 0 ? message[..position] : message).TrimEnd('.');
    }

    private static string Line(XObject node) => ((IXmlLineInfo)node).LineNumber.ToString(CultureInfo.InvariantCulture);

    /// <summary>Attribute names in the wild differ in case.</summary>
    private static string? Attribute(XElement outline, string name) =>
        outline.Attributes().FirstOrDefault(a => a.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.Trim() is { Length: > 0 } value
            ? value : null;

    private static string? Name(XElement outline) => Attribute(outline, "title") ?? Attribute(outline, "text");

    private static string? Folder(XElement outline)
    {
        var names = outline.Ancestors().Where(element => element.Name.LocalName == "outline").Select(Name).OfType<string>().Reverse();
        return string.Join('/', names) is { Length: > 0 } path ? path : null;
    }
}
