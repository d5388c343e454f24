using System.Text;
using Alerts.Feeds;

namespace Alerts.Tests.Feeds;

public class CharsetTests
{
    [Theory]
    [InlineData("utf-8", null, "é ж", "utf-8")]
    [InlineData("windows-1252", "text/xml; charset=windows-1252", "é “q”", "windows-1252")]
    [InlineData("windows-1251", "application/rss+xml;charset=\"windows-1251\"", "жук", "windows-1251")]
    [InlineData("utf-16", null, "é ж", "utf-16le")]
    [InlineData("utf-16BE", null, "é ж", "utf-16be")]
    [InlineData("utf-32", null, "é ж", "utf-32le")]
    [InlineData("shift_jis", "text/xml; charset=Shift_JIS", "日本", "shift_jis")]
    public void Mark_header_and_pattern_tell_the_charset(string charset, string? contentType, string title, string reported)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        byte[] body = [.. encoding.GetPreamble(), .. encoding.GetBytes($"<rss><channel><title>{title}</title></channel></rss>")];

        var feed = FeedReader.Read(body, new FeedSource(ContentType: contentType));

        Assert.Equal((title, reported), (feed.Title, feed.Charset));
        Assert.Empty(feed.Repairs);
    }

    [Fact]
    public void The_declaration_counts_where_nothing_else_tells()
    {
        var body = Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>café</title></channel></rss>");

        Assert.Equal(("café", "iso-8859-1"), (FeedReader.Read(body, FeedSource.Unknown).Title, FeedReader.Read(body, FeedSource.Unknown).Charset));
    }

    [Fact]
    public void A_wrong_label_is_survived()
    {
        var body = Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='no-such'?><rss><channel><title>café</title></channel></rss>");

        var feed = FeedReader.Read(body, new FeedSource(ContentType: "text/xml; charset=bogus"));

        Assert.Equal("café", feed.Title);
        Assert.Equal([FeedRepair.WrongCharset], feed.Repairs);
    }

    [Fact]
    public void A_stray_byte_does_not_cost_the_rest_its_charset()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("<rss><channel><title>Žluťoučký kůň"), 0xFF, .. Encoding.UTF8.GetBytes("</title></channel></rss>")];

        var feed = FeedReader.Read(body, FeedSource.Unknown);

        Assert.Equal("Žluťoučký kůň\uFFFD", feed.Title);
        Assert.Contains(FeedRepair.InvalidBytes, feed.Repairs);
    }
}
