using Alerts.Cli;
using Alerts.Feeds.Opml;
using Alerts.Tests.Azurite;
using Alerts.Tests.Pipeline;

namespace Alerts.Tests.Cli;

public sealed class FeedsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly Item Story = new("Norway shelves its plans", "https://courier.example/1", new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), "Norway shelved its plans on Monday.");

    // The commands read the settings as the app does; loopback is open for this file alone.
    private readonly string settings = Path.GetTempFileName();
    private LoopbackFeeds site = null!; // InitializeAsync sets both.
    private CommandLine alerts = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(settings, """{"Values": {"Polling__AllowLoopback": "true"}}""");
        site = await LoopbackFeeds.StartAsync();
        var account = await azurite.NewAccountAsync();
        alerts = new("--connection", account.ConnectionString, "--settings", settings);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        File.Delete(settings);
    }

    [Fact]
    public async Task A_feed_is_added_listed_paused_resumed_and_removed()
    {
        site.Publish("/north", Story);

        Assert.Equal($"Added The north Courier ({site["/north"]}).\n", await alerts.DoAsync("feeds", "add", site["/north"]));
        var feed = Assert.Single((await alerts.JsonAsync("feeds", "list")).EnumerateArray());
        var id = feed.GetProperty("id").GetString()!; // Every feed has one.
        Assert.Equal(site["/north"], feed.GetProperty("url").GetString());

        await alerts.DoAsync("feeds", "pause", id[..6]);
        Assert.Equal("paused", await StateAsync());
        await alerts.DoAsync("feeds", "resume", site["/north"]);
        Assert.Equal("active", await StateAsync());
        await alerts.DoAsync("feeds", "remove", id);
        Assert.Empty((await alerts.JsonAsync("feeds", "list")).EnumerateArray());
        Assert.Equal("removed", await StateAsync());
    }

    [Fact]
    public async Task A_page_leads_to_the_feed_it_offers()
    {
        site.Publish("/feed.xml", Story);
        Page("/", "<html><head><link rel=alternate type=application/rss+xml href=/feed.xml></head><body>News</body></html>");

        var added = Assert.Single((await alerts.JsonAsync("feeds", "add", site["/"])).EnumerateArray());

        Assert.Equal(site["/feed.xml"], added.GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_page_with_several_feeds_is_told_with_their_addresses_and_adds_none()
    {
        Page("/", "<link rel=alternate type=application/rss+xml href=/a.xml><link rel=alternate type=application/atom+xml href=/b.xml>");

        var answer = await alerts.RunAsync("feeds", "add", site["/"]);

        Assert.Equal(ExitCode.Failed, answer.ExitCode);
        Assert.Contains($"offers 2 feeds, add the one you want: {site["/a.xml"]}, {site["/b.xml"]}", answer.Output, StringComparison.Ordinal);
        Assert.Empty((await alerts.JsonAsync("feeds", "list")).EnumerateArray());
    }

    [Theory]
    [InlineData("/missing", "answered 404")]
    [InlineData("/page", "is no feed and offers none")]
    public async Task What_is_no_feed_is_not_added(string path, string fault)
    {
        Page("/page", "<html><body>Nothing here</body></html>");

        var answer = await alerts.RunAsync("feeds", "add", site[path]);

        Assert.Equal(ExitCode.Failed, answer.ExitCode);
        Assert.Contains(fault, answer.Output, StringComparison.Ordinal);
        Assert.Empty((await alerts.JsonAsync("feeds", "list", "--all")).EnumerateArray());
    }

    [Fact]
    public async Task A_list_goes_in_and_comes_out_again()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using (var stream = File.Create(file))
                OpmlDocument.Write(stream, "Mine", [new("One", "https://one.example/feed"), new("Two", "https://two.example/feed"), new("Three", "https://three.example/feed")]);

            Assert.Equal("3 feeds listed, 3 of them new.\n", await alerts.DoAsync("feeds", "import", file));
            Assert.Equal("3 feeds listed, 0 of them new.\n", await alerts.DoAsync("feeds", "import", file));
            await alerts.DoAsync("feeds", "remove", "https://two.example/feed");
            await alerts.DoAsync("feeds", "export", file);

            Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), (await alerts.DoAsync("feeds", "export")).TrimEnd());
            await using var written = File.OpenRead(file);
            Assert.Equal([new("One", "https://one.example/feed"), new("Three", "https://three.example/feed")], OpmlDocument.Read(written));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Health_tells_what_fails_and_why()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var operated = alerts with { Common = ["--connection", rig.Connection] };
        site.Publish("/north", Story);
        await rig.FollowAsync(site["/north"]);
        await rig.RunAsync();
        Assert.Equal(0, (await operated.RunAsync("feeds", "health", "--unwell")).ExitCode);

        await rig.FollowAsync(site["/missing"]);
        await rig.RunAsync();

        var health = (await operated.JsonAsync("feeds", "health")).EnumerateArray().ToList();
        Assert.Equal(["failing", "well"], health.Select(feed => feed.GetProperty("condition").GetString()));
        Assert.Contains("404", health[0].GetProperty("lastError").GetString(), StringComparison.Ordinal);
        var unwell = await operated.RunAsync("feeds", "health", "--unwell");
        Assert.Equal(ExitCode.Failed, unwell.ExitCode);
        Assert.Contains("1 failures in a row", unwell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whole_articles_are_asked_for_feed_by_feed()
    {
        await alerts.DoAsync("feeds", "add", "--no-check", "https://one.example/feed");

        await alerts.DoAsync("feeds", "full-text", "https://one.example/feed");
        Assert.True(await FullTextAsync());
        await alerts.DoAsync("feeds", "full-text", "--off", "https://one.example/feed");
        Assert.False(await FullTextAsync());

        async Task<bool> FullTextAsync() => Assert.Single((await alerts.JsonAsync("feeds", "health")).EnumerateArray()).GetProperty("fullText").GetBoolean();
    }

    [Fact]
    public async Task A_feed_that_nobody_knows_is_bad_input_and_changes_nothing()
    {
        await alerts.DoAsync("feeds", "add", "--no-check", "https://one.example/feed");

        var answer = await alerts.RunAsync("feeds", "pause", "https://one.example/feed", "https://two.example/feed");

        Assert.Equal(ExitCode.BadInput, answer.ExitCode);
        Assert.Equal("No feed has the address or id https://two.example/feed: see feeds list --all.\n", answer.Error);
        Assert.Equal("active", await StateAsync());
    }

    [Fact]
    public async Task An_empty_account_is_told_apart_from_one_without_feeds()
    {
        var answer = await CommandLine.On(await azurite.NewAccountAsync()).RunAsync("feeds", "list");

        Assert.Equal(ExitCode.Failed, answer.ExitCode);
        Assert.StartsWith("The account is empty (TableNotFound): start the app once", answer.Error, StringComparison.Ordinal);
    }

    private async Task<string?> StateAsync() =>
        Assert.Single((await alerts.JsonAsync("feeds", "list", "--all")).EnumerateArray()).GetProperty("state").GetString();

    private void Page(string path, string html) => site.Answer(path, context =>
    {
        context.Response.ContentType = "text/html";
        return context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(html)).AsTask();
    });
}
