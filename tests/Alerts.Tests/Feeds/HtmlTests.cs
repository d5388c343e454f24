using Alerts.Feeds.Html;

namespace Alerts.Tests.Feeds;

public class HtmlTests
{
    [Theory]
    [InlineData("plain  text\n here", "plain text here")]
    [InlineData("<p>One.</p><p>Two &amp; three.</p>", "One.\nTwo & three.")]
    [InlineData("<h2>Head</h2>Text<ul><li>a</li><li>b</li></ul>", "Head\nText\na\nb")]
    [InlineData("A<br>B", "A\nB")]
    [InlineData("<p>Keep</p><script>no()</script><style>no</style><nav>no</nav><form>no</form>", "Keep")]
    [InlineData("<p>Story.</p><p>The post <a>Story</a> appeared first on <a>Blog</a>.</p>", "Story.")]
    [InlineData("in<b>side</b> a word", "inside a word")]
    [InlineData("soft\u00ADhyphen and zero\u200Bwidth &shy;x", "softhyphen and zerowidth x")]
    public void Text_keeps_the_borders_of_paragraphs(string html, string text) => Assert.Equal(text, HtmlText.FromHtml(html));

    [Theory]
    [InlineData("<p onclick='x()'>a</p>", "<p>a</p>")]
    [InlineData("<a href='javascript:x()'>a</a>", "<a>a</a>")]
    [InlineData("<a href=' java&#10;script:x()'>a</a>", "<a>a</a>")]
    [InlineData("<img src='data:text/html,x'>", "<img>")]
    [InlineData("<script>x()</script>a<style>b{}</style>", "a")]
    [InlineData("<iframe src='https://x.test/'>a</iframe>", "a")]
    [InlineData("<svg><script>x()</script><a xlink:href='javascript:x()'>t</a></svg>", "<a>t</a>")]
    [InlineData("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>", "<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=alert(1)&gt;\"></p>")]
    [InlineData("<p style='color: red; position: fixed; background: url(x)'>a</p>", "<p style=\"color: red;\">a</p>")]
    [InlineData("<p style='color: \\65xpression(x)'>a</p>", "<p>a</p>")]
    [InlineData("<unknown>a</unknown>", "a")]
    [InlineData("1 < 2 & 3", "1 &lt; 2 &amp; 3")]
    public void Html_is_made_safe(string html, string safe) => Assert.Equal(safe, HtmlSafe.Sanitize(html, null));

    [Fact]
    public void References_are_resolved_against_the_base() =>
        Assert.Equal("<a href=\"https://x.test/b\">a</a>", HtmlSafe.Sanitize("<a href='/b'>a</a>", "https://x.test/a/"));

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<a><p>")]
    [InlineData("<table><tr><td>")]
    public void Html_nested_without_end_leaves_its_text(string tag)
    {
        var html = string.Concat(Enumerable.Repeat(tag, 20_000)) + "words";

        Assert.Equal("words", HtmlText.FromHtml(html).Trim());
        Assert.Equal("words", HtmlSafe.Sanitize(html, null).Trim());
    }

    [Fact]
    public void A_page_names_its_feeds()
    {
        var feeds = FeedDiscovery.Find("""
            <html><head><base href="https://x.test/sub/">
            <link rel="alternate" type="application/rss+xml" title="All" href="feed.xml">
            <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="/atom">
            <link rel="alternate" type="application/json" href="https://x.test/wp-json/wp/v2/posts/1">
            <link rel="stylesheet" type="text/css" href="/s.css"><link rel="alternate" hreflang="de" href="/de">
            </head></html>
            """, new Uri("https://x.test/"));

        Assert.Equal(["https://x.test/sub/feed.xml", "https://x.test/atom"], feeds.Select(feed => feed.Url));
        Assert.Equal("All", feeds[0].Title);
    }
}
