using System.Text;
using Alerts.Feeds.Opml;

namespace Alerts.Tests.Feeds;

public class OpmlTests
{
    [Fact]
    public void A_list_is_written_and_read_back()
    {
        OpmlFeed[] feeds =
        [
            new("One & only", "https://a.test/feed", "https://a.test/"),
            new("Two", "https://b.test/feed", null, "News"),
        ];
        using var stream = new MemoryStream();

        OpmlDocument.Write(stream, "Mine", feeds);
        stream.Position = 0;

        Assert.Equal(feeds, OpmlDocument.Read(stream));
    }

    [Theory]
    [InlineData("<opml>\n<body>", "Line 2")]
    [InlineData("<html/>", "Line 1: the root element is <html>")]
    [InlineData("<opml><body>\n<outline xmlUrl='ftp:x'/></body></opml>", "Line 2: xmlUrl \"ftp:x\" is no http address")]
    public void A_broken_list_is_refused_with_its_line(string opml, string reason)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(opml));

        Assert.Contains(reason, Assert.Throws<OpmlFormatException>(() => OpmlDocument.Read(stream)).Message, StringComparison.Ordinal);
    }
}
