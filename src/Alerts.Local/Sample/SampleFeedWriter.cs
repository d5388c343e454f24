using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Alerts.Local.Sample;

/// <summary>An article as a feed names it.</summary>
internal sealed record SampleEntry(SampleArticle Article, Uri Link, DateTimeOffset Published)
{
    internal string Html => string.Concat(Article.Paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph)}</p>"));
}

/// <summary>Writes an outlet's feed in its form.</summary>
internal static class SampleFeedWriter
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace Dublin = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Rss10 = "http://purl.org/rss/1.0/";

    internal static byte[] Write(SampleOutlet outlet, Uri self, IReadOnlyList<SampleEntry> entries) => outlet.Form switch
    {
        FeedForm.Rss20 => Bytes(Rss("2.0", outlet, self, entries, withContent: true)),
        FeedForm.Rss092 => Bytes(Rss("0.92", outlet, self, entries, withContent: false)),
        FeedForm.Rss10 => Bytes(RdfFeed(outlet, self, entries)),
        FeedForm.Atom => Bytes(AtomFeed(outlet, self, entries)),
        _ => JsonFeed(outlet, self, entries),
    };

    private static XElement Rss(string version, SampleOutlet outlet, Uri self, IReadOnlyList<SampleEntry> entries, bool withContent) => new(
        "rss",
        new XAttribute("version", version),
        withContent ? new XAttribute(XNamespace.Xmlns + "content", Content) : null,
        new XElement(
            "channel",
            new XElement("title", outlet.Name),
            new XElement("link", Home(self)),
            new XElement("description", "News of " + outlet.Name),
            new XElement("language", "en"),
            entries.Select(entry => new XElement(
                "item",
                new XElement("title", entry.Article.Title),
                new XElement("link", entry.Link),
                withContent ? new XElement("guid", new XAttribute("isPermaLink", "false"), entry.Article.Slug) : null,
                new XElement("pubDate", entry.Published.ToString("r", CultureInfo.InvariantCulture)),
                withContent
                    ? [new XElement("description", entry.Article.Paragraphs[0]), new XElement(Content + "encoded", new XCData(entry.Html))]
                    : new[] { new XElement("description", entry.Html) }))));

    private static XElement RdfFeed(SampleOutlet outlet, Uri self, IReadOnlyList<SampleEntry> entries) => new(
        Rdf + "RDF",
        new XAttribute(XNamespace.Xmlns + "rdf", Rdf),
        new XAttribute("xmlns", Rss10),
        new XAttribute(XNamespace.Xmlns + "dc", Dublin),
        new XAttribute(XNamespace.Xmlns + "content", Content),
        new XElement(
            Rss10 + "channel",
            new XAttribute(Rdf + "about", self),
            new XElement(Rss10 + "title", outlet.Name),
            new XElement(Rss10 + "link", Home(self)),
            new XElement(Rss10 + "description", "News of " + outlet.Name),
            new XElement(Dublin + "language", "en"),
            new XElement(Rss10 + "items", new XElement(Rdf + "Seq", entries.Select(entry => new XElement(Rdf + "li", new XAttribute(Rdf + "resource", entry.Link)))))),
        entries.Select(entry => new XElement(
            Rss10 + "item",
            new XAttribute(Rdf + "about", entry.Link),
            new XElement(Rss10 + "title", entry.Article.Title),
            new XElement(Rss10 + "link", entry.Link),
            new XElement(Rss10 + "description", entry.Article.Paragraphs[0]),
            new XElement(Dublin + "date", Iso(entry.Published)),
            new XElement(Content + "encoded", new XCData(entry.Html)))));

    private static XElement AtomFeed(SampleOutlet outlet, Uri self, IReadOnlyList<SampleEntry> entries) => new(
        Atom + "feed",
        new XAttribute(XNamespace.Xml + "lang", "en"),
        new XElement(Atom + "id", self),
        new XElement(Atom + "title", outlet.Name),
        new XElement(Atom + "updated", Iso(entries.Count == 0 ? DateTimeOffset.UnixEpoch : entries[0].Published)),
        new XElement(Atom + "author", new XElement(Atom + "name", outlet.Name)),
        new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("href", self)),
        entries.Select(entry => new XElement(
            Atom + "entry",
            new XElement(Atom + "id", entry.Link),
            new XElement(Atom + "title", entry.Article.Title),
            new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", entry.Link)),
            new XElement(Atom + "published", Iso(entry.Published)),
            new XElement(Atom + "updated", Iso(entry.Published)),
            new XElement(Atom + "content", new XAttribute("type", "html"), entry.Html))));

    private static byte[] JsonFeed(SampleOutlet outlet, Uri self, IReadOnlyList<SampleEntry> entries) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["version"] = "https://jsonfeed.org/version/1.1",
        ["title"] = outlet.Name,
        ["language"] = "en",
        ["home_page_url"] = Home(self),
        ["feed_url"] = self.AbsoluteUri,
        ["items"] = new JsonArray([.. entries.Select(entry => new JsonObject
        {
            ["id"] = entry.Article.Slug,
            ["url"] = entry.Link.AbsoluteUri,
            ["title"] = entry.Article.Title,
            ["content_html"] = entry.Html,
            ["date_published"] = Iso(entry.Published),
        })]),
    });

    private static string Home(Uri self) => self.GetLeftPart(UriPartial.Authority) + "/";

    private static string Iso(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static byte[] Bytes(XElement root)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
            new XDocument(root).Save(writer);
        return stream.ToArray();
    }
}
