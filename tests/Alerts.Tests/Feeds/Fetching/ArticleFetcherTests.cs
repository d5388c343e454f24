using System.Text;
using Alerts.Feeds.Fetching;
using Microsoft.Extensions.Time.Testing;

namespace Alerts.Tests.Feeds.Fetching;

public class ArticleFetcherTests
{
    private const string Closing = "Connection: close\n\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_comes_where_robots_txt_lets_it_and_the_file_is_asked_for_once()
    {
        await using var site = Site("user-agent: *\ndisallow: /members");
        using var fetcher = Fetchers.Local();
        var articles = new ArticleFetcher(fetcher, Fetchers.OnLoopback, TimeProvider.System);

        var open = await articles.FetchAsync(site.Url("/story"), Token);
        var closed = await articles.FetchAsync(site.Url("/members/story"), Token);

        Assert.Equal("page /story", Encoding.UTF8.GetString(Assert.IsType<Fetched>(open).Body.Span));
        Assert.True(Assert.IsType<Failed>(closed).IsPermanent);
        Assert.Contains("robots.txt", ((Failed)closed).Reason, StringComparison.Ordinal);
        Assert.Equal(["/robots.txt", "/story"], site.Paths);
    }

    [Fact]
    public async Task A_redirect_into_a_closed_part_ends_before_it()
    {
        await using var site = RawPublisher.Saying(path => path switch
        {
            "/robots.txt" => "200 OK\n" + Closing + "user-agent: alerts\ndisallow: /members",
            _ => "302 Found\nLocation: /members/story\nContent-Length: 0\n" + Closing,
        });
        using var fetcher = Fetchers.Local();
        var articles = new ArticleFetcher(fetcher, Fetchers.OnLoopback, TimeProvider.System);

        Assert.IsType<Failed>(await articles.FetchAsync(site.Url("/story"), Token));

        Assert.Equal(["/robots.txt", "/story"], site.Paths);
    }

    [Theory]
    [InlineData("404 Not Found", true)]
    [InlineData("403 Forbidden", true)]
    [InlineData("410 Gone", true)]
    [InlineData("500 Oops", false)]
    [InlineData("503 Later", false)]
    [InlineData("429 Later", false)]
    public async Task A_missing_file_opens_all_and_an_unreachable_one_closes_all(string answer, bool isOpen)
    {
        await using var site = RawPublisher.Saying(path => path == "/robots.txt" ? answer + "\nContent-Length: 0\n" + Closing : "200 OK\n" + Closing + "page");
        using var fetcher = Fetchers.Local();
        var articles = new ArticleFetcher(fetcher, Fetchers.OnLoopback, TimeProvider.System);

        var result = await articles.FetchAsync(site.Url("/story"), Token);

        if (isOpen)
            Assert.IsType<Fetched>(result);
        else
            Assert.False(Assert.IsType<Failed>(result).IsPermanent);
    }

    [Fact]
    public async Task A_file_is_asked_for_anew_when_it_is_old_and_the_last_one_holds_while_it_cannot_be_had()
    {
        var time = new FakeTimeProvider();
        var files = new Queue<string>(
        [
            "200 OK\n" + Closing + "user-agent: *\ndisallow: /a",
            "500 Oops\nContent-Length: 0\n" + Closing,
            "200 OK\n" + Closing + "user-agent: *\ndisallow: /b",
        ]);
        await using var site = RawPublisher.Saying(path => path == "/robots.txt" ? files.Dequeue() : "200 OK\n" + Closing + "page");
        using var fetcher = Fetchers.Local(time: time);
        var articles = new ArticleFetcher(fetcher, Fetchers.OnLoopback, time);

        async Task<string> OpenAsync() => string.Concat((await articles.FetchAsync(site.Url("/a"), Token)) is Fetched ? "a" : "", await articles.FetchAsync(site.Url("/b"), Token) is Fetched ? "b" : "");

        Assert.Equal("b", await OpenAsync());
        time.Advance(TimeSpan.FromHours(13));
        Assert.Equal("b", await OpenAsync());
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("a", await OpenAsync());
        Assert.Empty(files);
    }

    [Fact]
    public async Task A_site_switched_off_is_not_asked_for_anything()
    {
        using var fetcher = Fetchers.Public(1, (_, _) => throw new InvalidOperationException("nothing may be looked up"));
        var articles = new ArticleFetcher(fetcher, new FetchOptions(), TimeProvider.System, ["news.example"]);

        foreach (var host in new[] { "news.example", "WWW.News.example" })
            Assert.Contains("switched off", Assert.IsType<Failed>(await articles.FetchAsync(new Uri($"https://{host}/story"), Token)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pause_that_a_site_asks_for_is_told()
    {
        await using var site = Site("user-agent: *\ncrawl-delay: 7");
        using var fetcher = Fetchers.Local();
        var articles = new ArticleFetcher(fetcher, Fetchers.OnLoopback, TimeProvider.System);

        Assert.Equal(TimeSpan.FromSeconds(7), await articles.CrawlDelayAsync(site.Url("/story"), Token));
    }

    private static RawPublisher Site(string robots) => RawPublisher.Saying(path =>
        "200 OK\n" + Closing + (path == "/robots.txt" ? robots : "page " + path));
}
