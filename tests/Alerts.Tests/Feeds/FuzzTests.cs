using System.Text;
using Alerts.Evaluation.Feeds;

namespace Alerts.Tests.Feeds;

public class FuzzTests
{
    private static readonly byte[][] Seeds = [.. new[]
    {
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>T &amp; U</title>"
            + "<item><title><![CDATA[A <b>b</b>]]></title><link>https://x.test/1</link><pubDate>Tue, 03 Mar 2026 10:05:06 GMT</pubDate>"
            + "<content:encoded><![CDATA[<p>One <a href='/x'>two</a></p>]]></content:encoded></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://x.test/'><title type='html'>&lt;i&gt;F&lt;/i&gt;</title><entry><id>1</id><link href='a'/>"
            + "<author><name>N</name></author><updated>2026-03-03T10:05:06Z</updated><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>é</p></div></content></entry></feed>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel/><item rdf:about='u'><title>t</title></item></rdf:RDF>",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\",\"items\":[{\"id\":\"1\",\"content_html\":\"<p>x</p>\",\"tags\":[\"a\"]}]}",
        "<CHANNEL HREF='https://c.test/'><ITEM HREF='u' LASTMOD='2026'><TITLE>t</TITLE></ITEM></CHANNEL>",
    }.Select(Encoding.UTF8.GetBytes)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_broken_feed_makes_the_reader_throw(int seed) => Assert.Empty(FuzzRun.Over(Seeds, seed, 2_000).Failures);
}
