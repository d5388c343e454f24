using System.Text;
using Alerts.Feeds.Fetching;

namespace Alerts.Tests.Feeds.Fetching;

public class RobotsRulesTests
{
    [Theory]
    // The longest match decides, allow wins a tie, and no match allows.
    [InlineData("user-agent: *\ndisallow: /", "/news", false)]
    [InlineData("user-agent: *\ndisallow:", "/news", true)]
    [InlineData("user-agent: *\ndisallow: /news\nallow: /news/world", "/news/world/1", true)]
    [InlineData("user-agent: *\nallow: /news/world\ndisallow: /news", "/news/sport", false)]
    [InlineData("user-agent: *\ndisallow: /page\nallow: /page", "/page", true)]
    [InlineData("user-agent: *\nallow: /\ndisallow: /x", "/y", true)]
    [InlineData("", "/news", true)]
    [InlineData("disallow: /", "/news", true)]
    [InlineData("<html><body>user-agent: nobody</body></html>", "/news", true)]
    // Wildcards and the end.
    [InlineData("user-agent: *\ndisallow: /*.php$", "/a/b.php", false)]
    [InlineData("user-agent: *\ndisallow: /*.php$", "/a/b.php?x", true)]
    [InlineData("user-agent: *\ndisallow: /*.php", "/a/b.php?x", false)]
    [InlineData("user-agent: *\ndisallow: /a*b*c$", "/axxbxxcxxc", false)]
    [InlineData("user-agent: *\ndisallow: /a*b*c$", "/axxcxxb", true)]
    [InlineData("user-agent: *\ndisallow: /a*ab$", "/ab", true)]
    [InlineData("user-agent: *\ndisallow: /$", "/", false)]
    [InlineData("user-agent: *\ndisallow: /$", "/x", true)]
    [InlineData("user-agent: *\ndisallow: *private", "/a/private/b", false)]
    [InlineData("user-agent: *\ndisallow: /*?print=", "/story?print=1", false)]
    // Escapes are compared in one spelling; case counts.
    [InlineData("user-agent: *\ndisallow: /caf%c3%a9", "/café", false)]
    [InlineData("user-agent: *\ndisallow: /café", "/caf%C3%A9/menu", false)]
    [InlineData("user-agent: *\ndisallow: /%7Ejoe", "/~joe/", false)]
    [InlineData("user-agent: *\ndisallow: /a%2Fb", "/a/b", true)]
    [InlineData("user-agent: *\ndisallow: /News", "/news", true)]
    // Groups.
    [InlineData("user-agent: *\ndisallow: /\n\nuser-agent: alerts\nallow: /", "/news", true)]
    [InlineData("user-agent: ALERTS/9.9\ndisallow: /news", "/news", false)]
    [InlineData("user-agent: alertsbot\ndisallow: /", "/news", true)]
    [InlineData("user-agent: alerts\ndisallow: /a\n\nuser-agent: other\ndisallow: /\n\nuser-agent: Alerts\ndisallow: /b", "/b", false)]
    [InlineData("user-agent: other\nuser-agent: alerts\ndisallow: /a", "/a", false)]
    [InlineData("user-agent: other\nsitemap: https://news.example/map\nuser-agent: alerts\ndisallow: /a", "/a", false)]
    [InlineData("user-agent: other\ndisallow: /a\nuser-agent: alerts\ndisallow: /b", "/a", true)]
    [InlineData("user-agent: *\ncrawl-delay: 5\ndisallow: /a", "/a", false)]
    // Lines as they are found.
    [InlineData("\uFEFFuser-agent: *\r\nDisallow : /a # the cellar\r\n", "/a", false)]
    [InlineData("User-Agent:*\rDISALLOW:/a\rnonsense\r", "/a", false)]
    [InlineData("user-agent: *\ndisallow: /", "/robots.txt", true)]
    public void A_robots_file_is_read_as_RFC_9309_says(string file, string path, bool isAllowed) =>
        Assert.Equal(isAllowed, RobotsRules.Parse(Encoding.UTF8.GetBytes(file)).IsAllowed("Alerts/0.1", new Uri("https://news.example" + path)));

    [Theory]
    [InlineData("user-agent: *\ncrawl-delay: 2.5", 2.5)]
    [InlineData("user-agent: alerts\ndisallow: /x\n\nuser-agent: *\ncrawl-delay: 10", null)]
    [InlineData("user-agent: *\ncrawl-delay: soon", null)]
    [InlineData("crawl-delay: 5", null)]
    public void A_crawl_delay_counts_for_whom_it_is_meant(string file, double? seconds) =>
        Assert.Equal(seconds is { } value ? TimeSpan.FromSeconds(value) : null, RobotsRules.Parse(Encoding.UTF8.GetBytes(file)).CrawlDelay("Alerts/0.1"));

    [Fact]
    public void What_lies_beyond_500_KiB_is_not_read()
    {
        var file = Encoding.UTF8.GetBytes("user-agent: *\n" + new string('#', RobotsRules.MaxBytes) + "\ndisallow: /");

        Assert.True(RobotsRules.Parse(file).IsAllowed("Alerts", new Uri("https://news.example/a")));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_pattern_made_to_be_slow_is_matched_in_no_time()
    {
        var file = Encoding.UTF8.GetBytes("user-agent: *\ndisallow: /" + string.Concat(Enumerable.Repeat("*a", 20_000)) + "b$");
        var page = new Uri("https://news.example/" + new string('a', 30_000));

        Assert.True(await Task.Run(() => RobotsRules.Parse(file).IsAllowed("Alerts", page), TestContext.Current.CancellationToken));
    }
}
