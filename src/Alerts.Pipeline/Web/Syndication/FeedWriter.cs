using System.Globalization;
using System.Text;
using System.Xml;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Syndication;

/// <summary>What a feed of ours says of itself.</summary>
/// <param name="Page">The page it follows.</param>
/// <param name="Self">Its own address.</param>
public sealed record FeedHead(string Title, string Description, string Page, string Self);

/// <summary>Writes signals as RSS 2.0 and as Atom (RFC 4287). The same items give the same bytes: nothing in it is the time of writing. Pure.</summary>
public static class FeedWriter
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static string Rss(FeedHead head, IReadOnlyList<FeedItem> items, SiteLinks links) => Write(xml =>
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "atom", null, Atom);
        xml.WriteStartElement("channel");
        Element(xml, "title", head.Title);
        xml.WriteElementString("link", head.Page);
        Element(xml, "description", head.Description);
        xml.WriteElementString("language", "en");
        xml.WriteElementString("ttl", "5");
        xml.WriteStartElement("link", Atom);
        Link(xml, "self", head.Self, "application/rss+xml");
        foreach (var item in items)
        {
            xml.WriteStartElement("item");
            Element(xml, "title", item.Title);
            xml.WriteElementString("link", item.Link);
            Element(xml, "description", item.Text);
            xml.WriteStartElement("guid");
            xml.WriteAttributeString("isPermaLink", "false");
            xml.WriteString(StableId(item, links));
            xml.WriteEndElement();
            xml.WriteElementString("pubDate", item.At.UtcDateTime.ToString("R", CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    public static string AtomFeed(FeedHead head, IReadOnlyList<FeedItem> items, SiteLinks links) => Write(xml =>
    {
        xml.WriteStartElement("feed", Atom);
        Element(xml, "title", head.Title);
        Element(xml, "subtitle", head.Description);
        xml.WriteElementString("id", Atom, head.Self);
        xml.WriteElementString("updated", Atom, Wording.Machine(items.Count > 0 ? items[0].At : DateTimeOffset.UnixEpoch));
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, "Alerts");
        xml.WriteEndElement();
        xml.WriteStartElement("link", Atom);
        Link(xml, "self", head.Self, "application/atom+xml");
        xml.WriteStartElement("link", Atom);
        Link(xml, "alternate", head.Page, "text/html");
        foreach (var item in items)
        {
            xml.WriteStartElement("entry", Atom);
            Element(xml, "title", item.Title);
            xml.WriteElementString("id", Atom, StableId(item, links));
            xml.WriteElementString("updated", Atom, Wording.Machine(item.At));
            xml.WriteStartElement("link", Atom);
            Link(xml, "alternate", item.Link, "text/html");
            Element(xml, "summary", item.Text);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    /// <summary>A tag URI (RFC 4151): it stays when the site moves from http to https or to another path.</summary>
    private static string StableId(FeedItem item, SiteLinks links) => $"tag:{new Uri(links.Home).Host},2026:signal/{item.Id}";

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    /// <summary>In the namespace of the feed around it; characters that XML 1.0 has no way to write are left out.</summary>
    private static void Element(XmlWriter xml, string name, string text) =>
        xml.WriteElementString(name, xml.LookupPrefix(Atom) is "" ? Atom : null, string.Concat(text.EnumerateRunes().Where(IsXml)));

    private static bool IsXml(Rune rune) => rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and not 0xFFFE and not 0xFFFF);

    private static string Write(Action<XmlWriter> write)
    {
        var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartDocument();
            write(xml);
        }

        return text.ToString();
    }

    /// <summary>Makes the declaration say utf-8, which is how the text leaves us.</summary>
    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
