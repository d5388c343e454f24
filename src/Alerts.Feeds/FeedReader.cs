using Alerts.Feeds.Html;
using System.Xml;
using System.Xml.Linq;

namespace Alerts.Feeds;

/// <summary>Reads a feed of any format the field uses.</summary>
public static class FeedReader
{
    /// <summary>
    /// Reads <paramref name="body"/> as RSS, RDF or Atom.
    /// </summary>
    /// <exception cref="FeedFormatException">The body is no feed (an HTML page, an empty body) or meets a limit.</exception>
    public static FeedDocument Read(ReadOnlyMemory<byte> body, FeedSource source)
    {
        if (body.IsEmpty)
            throw new FeedFormatException("The body is empty; check the feed's address.");
        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            var root = XDocument.Load(reader).Root;
            return root is { Name.LocalName: "rss" or "RDF" or "feed" }
                ? Map(root)
                : throw new FeedFormatException($"The body is no feed: its root element is <{root?.Name.LocalName}>; check the feed's address.");
        }
        catch (XmlException broken)
        {
            throw new FeedFormatException($"The body is no well-formed XML: {broken.Message}");
        }
    }

    private static FeedDocument Map(XElement root)
    {
        var channel = Child(root, "channel") ?? root;
        var self = Link(channel, "self");
        return new FeedDocument
        {
            Format = root.Name.LocalName switch { "rss" => FeedFormat.Rss, "RDF" => FeedFormat.Rdf, _ => FeedFormat.Atom },
            Title = Text(channel, "title") ?? "",
            Link = Link(channel, "alternate"),
            Self = self,
            Hub = Link(channel, "hub"),
            Language = Text(channel, "language"),
            Updated = Date(channel, "updated", "lastBuildDate"),
            TimeToLive = int.TryParse(Text(channel, "ttl"), out var minutes) ? TimeSpan.FromMinutes(minutes) : null,
            Entries = [.. root.Descendants().Where(e => e.Name.LocalName is "item" or "entry").Select(Entry)],
        };
    }

    private static FeedEntry Entry(XElement item) => new()
    {
        Title = Text(item, "title") is { } title ? HtmlText.FromHtml(title) : "",
        Link = Link(item, "alternate"),
        Id = Text(item, "guid") ?? Text(item, "id"),
        Summary = Text(item, "description") is { } description ? new FeedContent(description)
            : Text(item, "summary") is { } summary ? new FeedContent(summary) : null,
        Contents = [.. new[] { Text(item, "encoded"), Text(item, "content") }.OfType<string>().Select(value => new FeedContent(value))],
        Published = Date(item, "pubDate", "published", "date"),
        Updated = Date(item, "updated"),
        Authors = [.. new[] { Text(item, "creator"), Text(item, "author") }.OfType<string>().Select(name => new FeedPerson(name))],
        Categories = [.. item.Elements().Where(e => e.Name.LocalName == "category")
            .Select(e => new FeedCategory((string?)e.Attribute("term") ?? e.Value.Trim()))],
    };

    private static XElement? Child(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static string? Text(XElement parent, string name) =>
        Child(parent, name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static string? Link(XElement parent, string rel)
    {
        foreach (var link in parent.Elements().Where(element => element.Name.LocalName == "link"))
        {
            var href = (string?)link.Attribute("href");
            if (href is null ? rel == "alternate" && link.Value.Trim().Length > 0 : ((string?)link.Attribute("rel") ?? "alternate") == rel)
                return href ?? link.Value.Trim();
        }
        return null;
    }

    private static DateTimeOffset? Date(XElement parent, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (DateTimeOffset.TryParse(Text(parent, name), System.Globalization.CultureInfo.InvariantCulture, out var date))
                return date.ToUniversalTime();
        }
        return null;
    }
}
