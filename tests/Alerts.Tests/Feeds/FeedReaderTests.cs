using System.Text;
using Alerts.Feeds;

namespace Alerts.Tests.Feeds;

public class FeedReaderTests
{
    [Fact]
    public void An_rss_channel_gives_its_fields_and_its_items_in_order()
    {
        var feed = Read.Feed("""
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel>
                <title>Harbour Post</title><link>https://harbour.test/</link><description>News from the quay</description>
                <language>en-gb</language><ttl>45</ttl><lastBuildDate>Tue, 03 Mar 2026 10:00:00 GMT</lastBuildDate>
                <skipHours><hour>1</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
                <atom:link rel="self" href="https://harbour.test/feed"/><atom:link rel="hub" href="https://hub.test/"/>
                <item>
                  <title>Cranes &amp; ferries</title><link>https://harbour.test/1</link><guid isPermaLink="false">p-1</guid>
                  <pubDate>Mon, 02 Mar 2026 08:30:00 +0100</pubDate><dc:creator>Ida Quist</dc:creator><category domain="d">Port</category>
                  <description>Short</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>
                  <enclosure url="https://harbour.test/1.mp3" type="audio/mpeg" length="9"/><comments>https://harbour.test/1#c</comments>
                </item>
                <item><title>Second</title></item>
              </channel>
            </rss>
            """);

        Assert.Equal((FeedFormat.Rss, "2.0", "Harbour Post", "https://harbour.test/"), (feed.Format, feed.Version, feed.Title, feed.Link));
        Assert.Equal(("News from the quay", "en-gb", TimeSpan.FromMinutes(45)), (feed.Subtitle?.Value, feed.Language, feed.TimeToLive));
        Assert.Equal([1, 0], feed.SkipHours);
        Assert.Equal([DayOfWeek.Sunday], feed.SkipDays);
        Assert.Equal(("https://harbour.test/feed", "https://hub.test/"), (feed.Self, feed.Hub));
        Assert.Empty(feed.Repairs);
        Assert.Equal(["Cranes & ferries", "Second"], feed.Entries.Select(entry => entry.Title));
        var first = feed.Entries[0];
        Assert.Equal(("https://harbour.test/1", "p-1", false), (first.Link, first.Id, first.IdIsLink));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 7, 30, 0, TimeSpan.Zero), first.Published);
        Assert.Equal([new FeedPerson("Ida Quist")], first.Authors);
        Assert.Equal([new FeedCategory("Port", "d")], first.Categories);
        Assert.Equal("Short", first.Summary?.Value);
        Assert.Equal(("<p>Long</p>", FeedContent.Html), (first.Contents[0].Value, first.Contents[0].Type));
        Assert.Equal([new Enclosure("https://harbour.test/1.mp3", "audio/mpeg", "9")], first.Enclosures);
        Assert.Equal("https://harbour.test/1#c", first.CommentsLink);
    }

    [Fact]
    public void An_atom_entry_gives_every_kind_of_text()
    {
        var entry = Read.AtomEntry("""
            <title type="html">A &lt;b&gt;bold&lt;/b&gt; claim</title><id>tag:x,2026:1</id>
            <link rel="alternate" href="https://x.test/1"/><updated>2026-03-02T08:30:00Z</updated>
            <author><name>Ane</name><email>ane@x.test</email></author><contributor><name>Bo</name></contributor>
            <summary>1 &lt; 2</summary><category term="t" scheme="s" label="l"/>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One<br/>two</p></div></content>
            """);

        Assert.Equal("A bold claim", entry.Title);
        Assert.Equal(("1 < 2", FeedContent.Plain), (entry.Summary?.Value, entry.Summary?.Type));
        Assert.Equal(("<p>One<br/>two</p>", FeedContent.Xhtml), (entry.Contents[0].Value, entry.Contents[0].Type));
        Assert.Equal([new FeedPerson("Ane", "ane@x.test")], entry.Authors);
        Assert.Equal([new FeedPerson("Bo")], entry.Contributors);
        Assert.Equal([new FeedCategory("t", "s", "l")], entry.Categories);
        Assert.Equal(entry.Updated, entry.Published);
    }

    [Fact]
    public void Rdf_items_beside_the_channel_are_its_entries()
    {
        var feed = Read.Feed("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
              <channel rdf:about="https://r.test/"><title>R</title><items><rdf:Seq><rdf:li resource="https://r.test/1"/></rdf:Seq></items></channel>
              <item rdf:about="https://r.test/1"><title>One</title><link>https://r.test/1</link></item>
            </rdf:RDF>
            """);

        Assert.Equal((FeedFormat.Rdf, "R"), (feed.Format, feed.Title));
        Assert.Equal(("One", "https://r.test/1"), (feed.Entries[0].Title, feed.Entries[0].Id));
    }

    [Fact]
    public void Json_feed_is_read_with_its_authors_and_attachments()
    {
        var feed = Read.Feed("""
            { "version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://j.test/", "feed_url": "https://j.test/f.json",
              "hubs": [{ "type": "WebSub", "url": "https://hub.test/" }], "language": "en",
              "items": [{ "id": 7, "url": "/7", "title": "Seven", "content_html": "<p>x</p>", "date_published": "2026-03-02T08:30:00+01:00",
                          "authors": [{ "name": "Ane" }], "tags": ["a"], "attachments": [{ "url": "/a.mp3", "mime_type": "audio/mpeg" }] }] }
            """);

        var entry = Assert.Single(feed.Entries);
        Assert.Equal((FeedFormat.Json, "1.1", "https://hub.test/"), (feed.Format, feed.Version, feed.Hub));
        Assert.Equal(("7", "https://j.test/7", "<p>x</p>"), (entry.Id, entry.Link, entry.Summary?.Value));
        Assert.Equal(new Enclosure("https://j.test/a.mp3", "audio/mpeg"), Assert.Single(entry.Enclosures));
    }

    [Fact]
    public void Cdf_keeps_addresses_in_attributes()
    {
        var feed = Read.Feed("<CHANNEL HREF='https://c.test/'><TITLE>C</TITLE><ITEM HREF='https://c.test/1' LASTMOD='2026-03-02'><ABSTRACT>a</ABSTRACT></ITEM></CHANNEL>");

        Assert.Equal((FeedFormat.Cdf, "https://c.test/"), (feed.Format, feed.Link));
        Assert.Equal(("https://c.test/1", "a"), (feed.Entries[0].Link, feed.Entries[0].Summary?.Value));
    }

    [Theory]
    [InlineData("<rss><channel><title>a &nbsp;b &eacute;</title></channel></rss>", "a \u00A0b é", FeedRepair.UndefinedEntity)]
    [InlineData("<rss><channel><title>Fish & chips</title></channel></rss>", "Fish & chips", FeedRepair.BareAmpersand)]
    [InlineData("<rss><channel><title>1 < 2</title></channel></rss>", "1 < 2", FeedRepair.BareLessThan)]
    [InlineData("<rss><channel><title>Open<link>https://x.test/</link></channel></rss>", "Open", FeedRepair.UnclosedElement)]
    [InlineData("<rss><channel></b><title>T</title></channel></rss>", "T", FeedRepair.StrayEndTag)]
    [InlineData("<rss><channel><title>T</title>", "T", FeedRepair.Truncated)]
    [InlineData("<br>Warning: x<br><?xml version='1.0'?><rss><channel><title>T</title></channel></rss>", "T", FeedRepair.LeadingJunk)]
    [InlineData("<rss><channel><dc:title>T</dc:title></channel></rss>", "T", FeedRepair.UnboundPrefix)]
    [InlineData("<rss><channel><title><![CDATA[T</title></channel></rss>", "T", FeedRepair.UnclosedSection)]
    [InlineData("<z:rss xmlns:z='urn:z'><z:channel><z:title>T</z:title></z:channel></z:rss>", "T", null)]
    [InlineData("<rss><channel><title>a<!-- no -->b<![CDATA[ & c]]></title></channel></rss>", "ab & c", null)]
    [InlineData("<!DOCTYPE rss [<!ENTITY co \"Harbour Post\">]><rss><channel><title>&co;</title></channel></rss>", "Harbour Post", null)]
    public void Broken_markup_is_mended_and_the_mending_told(string feed, string title, FeedRepair? repair)
    {
        var read = Read.Feed(feed);

        Assert.Equal(title, read.Title);
        Assert.Equal(repair is { } told ? [told] : [], read.Repairs);
    }

    [Fact]
    public void Items_that_are_never_closed_stay_apart()
    {
        var feed = Read.Feed("<rss><channel><item><title>One<item><title>Two</title><description>d<item><title>Three</title></channel></rss>");

        Assert.Equal(["One", "Two", "Three"], feed.Entries.Select(entry => entry.Title));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   \n ", "empty")]
    [InlineData("<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "HTML page")]
    [InlineData("upstream timed out", "holds no markup")]
    [InlineData("<sitemapindex></sitemapindex>", "<sitemapindex>")]
    [InlineData("{\"error\": 1}", "no JSON Feed")]
    [InlineData("{\"items\": [", "broken JSON at line 1")]
    public void What_is_no_feed_is_refused_in_one_sentence(string body, string reason)
    {
        Assert.Null(FeedReader.TryRead(Encoding.UTF8.GetBytes(body), FeedSource.Unknown, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_meets_a_limit()
    {
        var body = "<rss><channel>" + string.Concat(Enumerable.Repeat("<a>", 100_000));

        Assert.Contains("nests its elements deeper", Assert.Throws<FeedFormatException>(() => Read.Feed(body)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entity_bomb_stays_the_text_it_is()
    {
        var feed = Read.Feed("<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY c '&b;&b;&b;'>]><rss><channel><title>&c;</title></channel></rss>");

        Assert.Equal("&c;", feed.Title);
    }

    [Theory]
    [InlineData("<a b='")]
    [InlineData("<![CDATA[")]
    [InlineData("<!--")]
    [InlineData("<title>")]
    [InlineData("<title><b>")]
    [InlineData("&")]
    [InlineData("<item><title>")]
    public void Hostile_repeats_take_linear_time(string piece)
    {
        var body = Encoding.UTF8.GetBytes("<rss><channel>" + string.Concat(Enumerable.Repeat(piece, 200_000)));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        FeedReader.TryRead(body, FeedSource.Unknown, out _);

        // Quadratic time would be hours; the bound leaves room for a busy machine.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public void Relative_links_are_resolved_against_the_nearest_base()
    {
        var feed = Read.Feed(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/a/'><link href='site'/><entry xml:base='b/'><link href='1'/></entry></feed>",
            "https://x.test/feed.xml");

        Assert.Equal(("https://x.test/a/site", "https://x.test/a/b/1"), (feed.Link, feed.Entries[0].Link));
    }

    [Theory]
    [InlineData("Ane Berg (ane@x.test)", "Ane Berg", "ane@x.test")]
    [InlineData("ane@x.test (Ane Berg)", "Ane Berg", "ane@x.test")]
    [InlineData("Ane Berg &lt;ane@x.test&gt;", "Ane Berg", "ane@x.test")]
    [InlineData("ane@x.test", null, "ane@x.test")]
    [InlineData("Ane Berg", "Ane Berg", null)]
    public void A_person_on_one_line_is_taken_apart(string author, string? name, string? email) =>
        Assert.Equal([new FeedPerson(name, email)], Read.Item($"<author>{author}</author>").Authors);

    [Theory]
    [InlineData("<title>A</title><media:title xmlns:media='http://search.yahoo.com/mrss/'>B</media:title>", "A")]
    [InlineData("<media:title xmlns:media='http://search.yahoo.com/mrss/'>B</media:title>", "B")]
    [InlineData("<image><title>B</title></image><title>A</title>", "A")]
    [InlineData("<title><![CDATA[A <i>B</i> &amp; C]]></title>", "A B & C")]
    [InlineData("<title>\n A\n  B </title>", "A B")]
    [InlineData("<title></title>", "")]
    public void A_title_is_one_line_of_plain_text(string fields, string title) => Assert.Equal(title, Read.Item(fields).Title);

    [Theory]
    [InlineData("<guid>https://x.test/1</guid>", "https://x.test/1", true)]
    [InlineData("<guid isPermaLink='false'>https://x.test/1</guid>", null, false)]
    [InlineData("<guid>abc</guid>", null, false)]
    [InlineData("<link>https://x.test/2</link><guid>https://x.test/1</guid>", "https://x.test/2", true)]
    public void A_permanent_guid_stands_in_for_the_link(string fields, string? link, bool idIsLink)
    {
        var entry = Read.Item(fields);

        Assert.Equal((link, idIsLink), (entry.Link, entry.IdIsLink));
    }
}
