using System.Net;
using System.Text;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Views;
using Alerts.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Web;

public sealed class FeedsPageTests(AzuriteFixture azurite)
{
    private static readonly Feed Known = new(Ids.Feed("https://a.example/feed"), "https://a.example/feed", "The Courier") { LastSuccess = Examples.Now, NextPoll = Examples.Now.AddHours(1), Why = "by its habit" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_wrong_with_a_feed_is_told_in_sentences()
    {
        var html = await PageAsync(
            Known with { Failures = 3, LastError = "https://a.example/feed?key=hush answered 500 <b>Oops</b>." },
            Known with { Push = new("https://hub.example/", "https://a.example/feed", "hush", "hush") { State = HubState.Verified, LastPush = Examples.Now } },
            Known with { Push = new("https://hub.example/", "https://a.example/feed", "hush", "hush") { State = HubState.Denied, LastError = "The hub denies it: no reason." } },
            Known with { FullText = true, PageError = "The robots.txt of a.example asks not to fetch it." },
            Known with { State = FeedState.Gone },
            new Feed(Known.Id, Known.Url, ""));

        Assert.Contains("1 feed failing, 1 feed taken away by its publisher, 1 feed not yet read, 3 feeds well.", html, StringComparison.Ordinal);
        Assert.Contains("answered 500 &lt;b&gt;Oops&lt;/b&gt;. 3 times in a row.", html, StringComparison.Ordinal);
        Assert.Contains("Its hub delivers what is new.", html, StringComparison.Ordinal);
        Assert.Contains("The hub denies it: no reason.", html, StringComparison.Ordinal);
        Assert.Contains("asks not to fetch it.", html, StringComparison.Ordinal);
        Assert.Contains(": by its habit", html, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_feeds_with_long_troubles_stay_under_50_KB()
    {
        var html = await PageAsync([.. Enumerable.Repeat(Known with { Title = new string('x', 300), Failures = 2, LastError = new string('y', 5000), FullText = true, PageError = new string('z', 900) }, 1000)]);

        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, 50 * 1024);
        Assert.Contains("975 feeds more", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_served()
    {
        await using var site = await TestSite.StartAsync(azurite, Token);
        Assert.Contains("No feed is followed yet.", (await site.GetAsync("/feeds", Token)).Body, StringComparison.Ordinal);
        await site.Services.GetRequiredService<FeedStore>().AddAsync("https://a.example/feed?key=hush", "The Courier", Examples.Now, Token);

        var (status, body) = await site.GetAsync("/feeds", Token);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("The Courier", body, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", body, StringComparison.Ordinal);
    }

    private static Task<string> PageAsync(params Feed[] feeds) =>
        Rendered.PageAsync<FeedsPage>(nameof(FeedsPage.View), FeedsView.Of([.. feeds.Select(feed => FeedHealth.Of(feed, Examples.Now)).OrderBy(feed => feed.Condition)]));
}
