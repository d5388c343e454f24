using Alerts.Feeds.Fetching;

namespace Alerts.Tests.Feeds.Fetching;

public class RedirectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("301", "308", true)]
    [InlineData("301", "302", false)]
    [InlineData("307", "301", false)]
    [InlineData("303", "303", false)]
    public async Task Only_permanent_hops_move_a_feed(string first, string second, bool moves)
    {
        await using var publisher = RawPublisher.Saying(path => path switch
        {
            "/a/feed" => $"{first} Moved\nLocation: ../b/feed?x=1#part\nContent-Length: 0\nConnection: close\n\n",
            "/b/feed?x=1" => $"{second} Moved\nLocation: /c\nContent-Length: 0\nConnection: close\n\n",
            _ => "200 OK\nContent-Length: 2\nConnection: close\n\nok",
        });
        using var fetcher = Fetchers.Local();

        var fetched = Assert.IsType<Fetched>(await fetcher.FetchAsync(new FetchRequest(publisher.Url("/a/feed"), "\"v1\""), Token));

        Assert.Equal(publisher.Url("/c"), fetched.FinalUrl);
        Assert.Equal(moves ? publisher.Url("/c") : null, fetched.PermanentUrl);
        Assert.Equal(["/a/feed", "/b/feed?x=1", "/c"], publisher.Paths);
        Assert.All(publisher.Requests, request => Assert.Contains("If-None-Match: \"v1\"\r\n", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Five_redirects_are_followed_and_a_sixth_is_not(int redirects, bool arrives)
    {
        await using var publisher = RawPublisher.Saying(path => int.Parse(path[1..], System.Globalization.CultureInfo.InvariantCulture) is var n && n < redirects
            ? $"302 Found\nLocation: /{n + 1}\nContent-Length: 0\nConnection: close\n\n"
            : "200 OK\nContent-Length: 2\nConnection: close\n\nok");
        using var fetcher = Fetchers.Local();

        var result = await fetcher.FetchAsync(new FetchRequest(publisher.Url("/0")), Token);

        if (arrives)
            Assert.IsType<Fetched>(result);
        else
            Assert.Contains("more than 5 times", Assert.IsType<Failed>(result).Reason, StringComparison.Ordinal);
        Assert.Equal(6, publisher.Requests.Count);
    }

    [Fact]
    public async Task A_circle_is_left_when_it_closes()
    {
        await using var publisher = RawPublisher.Saying(path => $"301 Moved\nLocation: {(path == "/a" ? "/b" : "/a")}\nContent-Length: 0\nConnection: close\n\n");
        using var fetcher = Fetchers.Local();

        var failed = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(publisher.Url("/a")), Token));

        Assert.Contains("in a circle", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(2, publisher.Requests.Count);
    }

    [Theory]
    [InlineData("301 Moved\n")]
    [InlineData("302 Found\nLocation:\n")]
    public async Task A_redirect_to_nowhere_is_a_failure_with_its_status(string answer)
    {
        await using var publisher = RawPublisher.Saying(_ => answer + "Content-Length: 0\nConnection: close\n\n");
        using var fetcher = Fetchers.Local();

        var failed = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(publisher.Url()), Token));

        Assert.Equal(int.Parse(answer[..3], System.Globalization.CultureInfo.InvariantCulture), failed.Status);
    }

    [Theory]
    [InlineData("301", true)]
    [InlineData("302", false)]
    public async Task Gone_counts_only_where_the_way_there_is_permanent(string redirect, bool isGone)
    {
        await using var publisher = RawPublisher.Saying(path => path == "/old"
            ? $"{redirect} Moved\nLocation: /gone\nContent-Length: 0\nConnection: close\n\n"
            : "410 Gone\nContent-Length: 0\nConnection: close\n\n");
        using var fetcher = Fetchers.Local();

        var result = await fetcher.FetchAsync(new FetchRequest(publisher.Url("/old")), Token);

        Assert.Equal(isGone, result is Gone);
        Assert.Equal(isGone, result is not Failed);
    }

    [Fact]
    public void A_permanent_redirect_from_https_to_http_is_followed_and_not_kept()
    {
        var trail = new RedirectTrail(new Uri("https://news.example/feed"), 5);

        Assert.Null(trail.Follow(301, "http://news.example/feed"));

        Assert.Equal(new Uri("http://news.example/feed"), trail.Current);
        Assert.Null(trail.Permanent);
        Assert.False(trail.AllPermanent);
    }
}
