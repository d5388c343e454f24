using Alerts.Feeds.Dedupe;

namespace Alerts.Tests.Feeds;

public class CanonicalUrlTests
{
    [Theory]
    [InlineData("http://www.X.test:80/a/b/?utm_source=rss&b=2&a=1#top", "https://x.test/a/b?a=1&b=2")]
    [InlineData("https://x.test/a/index.html", "https://x.test/a")]
    [InlineData("https://x.test/", "https://x.test")]
    [InlineData("https://x.test/a/amp/", "https://x.test/a")]
    [InlineData("https://amp.x.test/a.amp.html?amp=1", "https://x.test/a.html")]
    [InlineData("https://www.google.com/amp/s/www.x.test/a", "https://x.test/a")]
    [InlineData("https://x-test.cdn.ampproject.org/c/s/x.test/a", "https://x.test/a")]
    [InlineData("https://user@x.test:8443/a//b?fbclid=1", "https://x.test:8443/a/b")]
    [InlineData("https://x.test/?id=3", "https://x.test?id=3")]
    public void One_page_has_one_name(string url, string canonical)
    {
        Assert.Equal(canonical, CanonicalUrl.Of(url));
        Assert.Equal(canonical, CanonicalUrl.Of(canonical));
    }

    [Theory]
    [InlineData("mailto:a@x.test")]
    [InlineData("/a")]
    [InlineData("")]
    [InlineData("http://[")]
    public void What_is_no_web_address_has_none(string url) => Assert.Null(CanonicalUrl.Of(url));
}
