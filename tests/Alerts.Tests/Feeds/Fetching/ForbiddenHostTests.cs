using System.Net;
using Alerts.Feeds.Fetching;

namespace Alerts.Tests.Feeds.Fetching;

public class ForbiddenHostTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1/feed")]
    [InlineData("http://2130706433/feed")]
    [InlineData("http://0x7f000001/feed")]
    [InlineData("http://0177.0.0.1/feed")]
    [InlineData("http://0x7f.1/feed")]
    [InlineData("http://127.1/feed")]
    [InlineData("http://0/feed")]
    [InlineData("http://2852039166/latest/meta-data")]
    [InlineData("http://[::1]/feed")]
    [InlineData("http://[::ffff:127.0.0.1]/feed")]
    [InlineData("http://[::ffff:7f00:1]/feed")]
    [InlineData("http://[::127.0.0.1]/feed")]
    [InlineData("http://[64:ff9b::7f00:1]/feed")]
    [InlineData("http://[2002:7f00:1::]/feed")]
    [InlineData("http://[fe80::1%251]/feed")]
    [InlineData("http://[fd00:ec2::254]/feed")]
    [InlineData("https://169.254.169.254/metadata/instance")]
    [InlineData("http://168.63.129.16/?comp=versions")]
    [InlineData("http://127.0.0.1./feed")]
    public async Task However_an_address_is_written_it_is_refused_before_a_connection_is_made(string url)
    {
        var connected = new List<IPAddress>();
        using var fetcher = Fetchers.Public(1, (host, _) => Task.FromResult(IPAddress.TryParse(host.TrimEnd('.'), out var address) ? new[] { address } : []), connected);

        var failed = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(new Uri(url)), Token));

        Assert.Empty(connected);
        Assert.Null(failed.Status);
        Assert.Contains("only public addresses are asked", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("①②⑦.0.0.1", "127.0.0.1")]
    [InlineData("intranet.example", "10.0.0.7")]
    [InlineData("metadata.example", "169.254.169.254")]
    [InlineData("mapped.example", "::ffff:127.0.0.1")]
    public async Task A_name_is_judged_by_the_address_it_has(string name, string address)
    {
        var connected = new List<IPAddress>();
        using var fetcher = Fetchers.Public(1, (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }), connected);

        var failed = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(new Uri($"http://{name}/")), Token));

        Assert.Empty(connected);
        Assert.Contains(address, failed.Reason, StringComparison.Ordinal);
        // The name may get another address tomorrow.
        Assert.False(failed.IsPermanent);
    }

    [Fact]
    public async Task A_name_server_that_changes_its_answer_cannot_win()
    {
        await using var publisher = RawPublisher.Saying(_ => "200 OK\nContent-Length: 2\nConnection: close\n\nok");
        var answers = new Queue<string>(["93.184.216.34", "127.0.0.1", "127.0.0.1"]);
        var connected = new List<IPAddress>();
        using var fetcher = Fetchers.Public(publisher.Port, (_, _) => Task.FromResult(new[] { IPAddress.Parse(answers.Dequeue()) }), connected);

        var first = await fetcher.FetchAsync(new FetchRequest(new Uri("http://rebinding.example/")), Token);
        var second = await fetcher.FetchAsync(new FetchRequest(new Uri("http://rebinding.example/")), Token);

        Assert.IsType<Fetched>(first);
        Assert.IsType<Failed>(second);
        // One look-up a connection: the address that was checked is the one that was connected to.
        Assert.Equal(["93.184.216.34"], connected.Select(address => address.ToString()));
        Assert.Single(answers);
    }

    [Fact]
    public async Task Of_good_and_bad_addresses_only_the_good_are_connected_to()
    {
        await using var publisher = RawPublisher.Saying(_ => "200 OK\nContent-Length: 2\nConnection: close\n\nok");
        var connected = new List<IPAddress>();
        using var fetcher = Fetchers.Public(
            publisher.Port,
            (_, _) => Task.FromResult(new[] { IPAddress.Parse("10.0.0.1"), IPAddress.Parse("::1"), IPAddress.Parse("93.184.216.34") }),
            connected);

        Assert.IsType<Fetched>(await fetcher.FetchAsync(new FetchRequest(new Uri("http://mixed.example/")), Token));

        Assert.Equal(["93.184.216.34"], connected.Select(address => address.ToString()));
    }

    [Fact]
    public async Task When_one_address_does_not_answer_the_next_has_its_turn_and_the_turns_are_few()
    {
        var connected = new List<IPAddress>();
        using var fetcher = new FeedFetcher(
            new FetchOptions(),
            TimeProvider.System,
            (_, _) => Task.FromResult(Enumerable.Range(1, 200).Select(last => IPAddress.Parse("93.184.216." + last)).ToArray()),
            (endPoint, _) =>
            {
                connected.Add(endPoint.Address);
                throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused);
            });

        var failed = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(new Uri("http://many.example/")), Token));

        Assert.Equal(6, connected.Distinct().Count());
        Assert.Contains("refused", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", true)]
    [InlineData("http://metadata.example/computeMetadata/v1/", true)]
    [InlineData("http://[::ffff:169.254.169.254]/", true)]
    [InlineData("//2852039166/latest/", true)]
    [InlineData("http://0xA9FEA9FE/latest/", true)]
    [InlineData("http://0251.0376.0251.0376/latest/", true)]
    [InlineData("http://[fd00:ec2::254]/latest/", true)]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/latest/", true)]
    [InlineData("http://[2002:a9fe:a9fe::]/latest/", true)]
    [InlineData("http://100.100.100.200/latest/", true)]
    [InlineData("http://168.63.129.16/machine", true)]
    [InlineData("https://[::1]:6379/", true)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("gopher://news.example:6379/_INFO", false)]
    [InlineData("data:text/xml,hello", false)]
    [InlineData("ftp://news.example/feed", false)]
    [InlineData("http://user:secret@news.example/", false)]
    public async Task A_redirect_to_where_nobody_may_go_ends_there(string location, bool isAddress)
    {
        await using var publisher = RawPublisher.Saying(_ => $"302 Found\nLocation: {location}\nContent-Length: 0\nConnection: close\n\n");
        var connected = new List<IPAddress>();
        using var fetcher = Fetchers.Public(
            publisher.Port,
            Fetchers.Names(("news.example", "93.184.216.34"), ("metadata.example", "169.254.169.254")),
            connected);

        var failed = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(new Uri("http://news.example/feed")), Token));

        Assert.Single(connected);
        Assert.Single(publisher.Requests);
        Assert.False(failed.IsPermanent);
        Assert.DoesNotContain("secret", failed.Reason, StringComparison.Ordinal);
        if (isAddress)
            Assert.Contains("only public addresses are asked", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_form_is_not_sent_on_to_where_nobody_may_go(int status)
    {
        await using var hub = RawPublisher.Saying(_ => $"{status} Moved\nLocation: http://169.254.169.254/latest/\nContent-Length: 0\nConnection: close\n\n");
        var connected = new List<IPAddress>();
        using var fetcher = Fetchers.Public(hub.Port, Fetchers.Names(("hub.example", "93.184.216.34")), connected);

        var failed = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(new Uri("http://hub.example/")) { Form = "hub.mode=subscribe&hub.secret=x" }, Token));

        Assert.Single(connected);
        Assert.StartsWith("POST / HTTP/1.1", Assert.Single(hub.Requests), StringComparison.Ordinal);
        Assert.Contains("only public addresses are asked", failed.Reason, StringComparison.Ordinal);
        Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(new Uri("http://127.0.0.1:1/")) { Form = "a=b" }, Token));
        Assert.Single(connected);
    }

    [Fact]
    public async Task An_articles_page_and_its_robots_txt_lead_to_no_metadata_either()
    {
        await using var site = RawPublisher.Saying(path => path == "/robots.txt"
            ? "404 Missing\nContent-Length: 0\nConnection: close\n\n"
            : "302 Found\nLocation: http://169.254.169.254/latest/\nContent-Length: 0\nConnection: close\n\n");
        var connected = new List<IPAddress>();
        using var fetcher = Fetchers.Public(site.Port, Fetchers.Names(("news.example", "93.184.216.34")), connected);
        var articles = new ArticleFetcher(fetcher, new FetchOptions(), TimeProvider.System);

        Assert.IsType<Failed>(await articles.FetchAsync(new Uri("http://news.example/story"), Token));

        Assert.Equal(["93.184.216.34", "93.184.216.34"], connected.Select(address => address.ToString()));
        Assert.Equal(["/robots.txt", "/story"], site.Paths);
    }

    [Fact]
    public async Task A_name_that_changes_between_two_hops_is_looked_up_and_judged_anew()
    {
        await using var publisher = RawPublisher.Saying(path => path == "/feed"
            ? "302 Found\nLocation: http://news.example:8080/next\nContent-Length: 0\nConnection: close\n\n"
            : "200 OK\nContent-Length: 2\nConnection: close\n\nok");
        var answers = new Queue<string>(["93.184.216.34", "::ffff:169.254.169.254"]);
        var connected = new List<IPAddress>();
        using var fetcher = Fetchers.Public(publisher.Port, (_, _) => Task.FromResult(new[] { IPAddress.Parse(answers.Dequeue()) }), connected);

        Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(new Uri("http://news.example/feed")), Token));

        Assert.Single(connected);
        Assert.Single(publisher.Requests);
    }

    [Theory]
    [InlineData("ftp://news.example/feed", "scheme ftp")]
    [InlineData("http://user:secret@news.example/feed", "without")]
    [InlineData("/feed", "not absolute")]
    public async Task A_URL_that_can_never_be_fetched_fails_for_good(string url, string reason)
    {
        using var fetcher = Fetchers.Local();

        var failed = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(new Uri(url, UriKind.RelativeOrAbsolute)), Token));

        Assert.True(failed.IsPermanent);
        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Reason, StringComparison.Ordinal);
    }
}
