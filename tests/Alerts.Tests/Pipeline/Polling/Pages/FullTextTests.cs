using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Alerts.Tests.Azurite;
using Microsoft.AspNetCore.Http;

namespace Alerts.Tests.Pipeline.Polling.Pages;

public sealed class FullTextTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_article_is_read_with_the_whole_text_of_its_page()
    {
        await using var story = await StartAsync();
        story.Page("/story", Page("whole"));
        await story.NewsAsync("/story");

        Assert.Equal([2, 8], await story.LengthsAsync());
        Assert.Equal(["/robots.txt", "/story"], story.Asked);
        Assert.Null((await story.HealthAsync()).PageError);
    }

    [Fact]
    public async Task A_first_poll_asks_for_no_page_and_a_feed_that_is_not_set_so_for_none_ever()
    {
        await using var story = await StartAsync(fullText: false);
        story.Page("/story", Page("whole"));
        await story.NewsAsync("/story");

        Assert.Empty(story.Asked);
        Assert.Equal([2, 2], await story.LengthsAsync());
    }

    [Theory]
    [InlineData("user-agent: *\ndisallow: /", "asks not to fetch")]
    [InlineData("user-agent: alerts\ndisallow: /story", "asks not to fetch")]
    [InlineData("user-agent: *\ncrawl-delay: 60", "60 seconds between pages")]
    public async Task What_robots_txt_asks_is_kept_and_the_reason_told(string robots, string reason)
    {
        await using var story = await StartAsync();
        story.Page("/robots.txt", robots, "text/plain");
        story.Page("/story", Page("whole"));
        await story.NewsAsync("/story");

        Assert.Equal(["/robots.txt"], story.Asked);
        Assert.Equal([2, 2], await story.LengthsAsync());
        Assert.Contains(reason, (await story.HealthAsync()).PageError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_switched_off_is_asked_for_nothing()
    {
        await using var story = await StartAsync(setting: ("Polling:PagesOff", "other.example, 127.0.0.1"));
        story.Page("/story", Page("whole"));
        await story.NewsAsync("/story");

        Assert.Empty(story.Asked);
        Assert.Contains("switched off", (await story.HealthAsync()).PageError, StringComparison.Ordinal);
        Assert.Equal([2, 2], await story.LengthsAsync());
    }

    [Theory]
    [InlineData(404, "404")]
    [InlineData(410, "410")]
    [InlineData(200, "No article was found")]
    [InlineData(-1, "is no page but application/pdf")]
    public async Task Where_the_page_gives_nothing_the_feeds_own_text_is_read(int status, string reason)
    {
        await using var story = await StartAsync();
        story.Publisher.Answer("/story", context =>
        {
            context.Response.StatusCode = status < 0 ? 200 : status;
            context.Response.ContentType = status < 0 ? "application/pdf" : "text/html";
            return context.Response.WriteAsync("<html><body><nav>Nothing</nav></body></html>");
        });
        await story.NewsAsync("/story");

        Assert.Equal([2, 2], await story.LengthsAsync());
        Assert.Contains(reason, (await story.HealthAsync()).PageError, StringComparison.Ordinal);
        Assert.Empty(await story.Rig.PoisonAsync(QueueNames.Pages));

        story.Page("/next", Page("whole"));
        await story.NewsAsync("/story", "/next");
        Assert.Null((await story.HealthAsync()).PageError);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(500)]
    public async Task A_site_in_trouble_is_asked_for_one_page_and_no_more(int status)
    {
        await using var story = await StartAsync();
        foreach (var path in new[] { "/a", "/b", "/c" })
        {
            story.Publisher.Answer(path, context =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            });
        }

        await story.NewsAsync("/a", "/b", "/c");

        Assert.Equal(2, story.Asked.Count);
        Assert.Equal([2, 2, 2, 2], await story.LengthsAsync());
    }

    [Fact]
    public async Task An_entry_that_was_edited_has_its_page_fetched_anew()
    {
        await using var story = await StartAsync();
        story.Page("/story", Page("first"));
        await story.NewsAsync("/story");
        story.Page("/story", Page("second"));
        story.Publisher.Publish("/feed", new Item("New /story, now otherwise", story.Publisher["/story"], story.Rig.Time.GetUtcNow(), "First line, changed.\nSecond line."));
        await story.PollAsync();
        await story.Rig.DrainAsync();

        Assert.Equal(["/robots.txt", "/story", "/robots.txt", "/story"], story.Asked);
        Assert.Equal([2, 8], await story.LengthsAsync());
        Assert.Empty(await story.PendingAsync());
    }

    [Fact]
    public async Task Twenty_pages_are_asked_for_at_once_and_no_more()
    {
        await using var story = await StartAsync();
        var paths = Enumerable.Range(0, 30).Select(i => "/story" + i).ToArray();
        foreach (var path in paths)
            story.Page(path, Page(path));
        await story.NewsAsync(paths);

        Assert.Equal(1 + 20, story.Asked.Count);
        Assert.Equal((11, 20), ((await story.LengthsAsync()).Count(length => length == 2), (await story.LengthsAsync()).Count(length => length == 8)));
    }

    [Fact]
    public async Task A_page_that_is_not_fetched_in_time_does_not_hold_its_article_up_nor_change_it_later()
    {
        await using var story = await StartAsync();
        story.Page("/story", Page("whole"));
        story.Publish("/story");
        await story.PollAsync();
        var pages = story.Rig.Queue(QueueNames.Pages);
        var message = (await pages.PeekMessageAsync(Token)).Value.Body.ToString();
        await pages.ClearMessagesAsync(Token);

        story.Rig.Time.Advance(TimeSpan.FromMinutes(16));
        await story.Rig.RecoverAsync();
        Assert.Single((await story.Rig.Queue(QueueNames.Articles).PeekMessagesAsync(32, Token)).Value);
        await pages.SendMessageAsync(message, Token);
        await story.Rig.DrainAsync();

        Assert.Equal([2, 2], await story.LengthsAsync());
        Assert.Empty(story.Asked);
    }

    [Fact]
    public async Task A_crash_at_any_write_loses_no_article_and_sends_none_unread()
    {
        for (var write = 1; write < 60; write++)
        {
            await using var story = await StartAsync();
            story.Page("/a", Page("a"));
            story.Page("/b", Page("b"));
            story.Publish("/a", "/b");
            var crash = new Crash(write, done: write % 2 == 0);
            story.Rig.Restart(crash);
            try
            {
                await story.PollAsync();
                await story.Rig.DrainAsync();
            }
            catch (CrashException)
            {
            }

            story.Rig.Restart();
            await story.Rig.DrainAsync();
            story.Rig.Time.Advance(TimeSpan.FromMinutes(16));
            await story.Rig.PollAsync();
            await story.Rig.DrainAsync();
            await story.Rig.RecoverAsync();
            await story.Rig.DrainAsync();

            Assert.Equal(3, (await story.LengthsAsync()).Count);
            Assert.Empty(await story.PendingAsync());
            if (!crash.Happened)
                return;
        }

        Assert.Fail("Sixty writes for two articles.");
    }

    private static string Page(string word) =>
        $"<html lang=\"en\"><head><title>{word}</title></head><body><nav><a href='/'>Front</a></nav><article><h1>{word}</h1>"
        + string.Concat(Enumerable.Range(1, 8).Select(number => $"<p>In its sitting number {number} the council spoke about the new harbour wall, its price and the years the work takes, and put off the vote {word}.</p>"))
        + "</article></body></html>";

    private async Task<Story> StartAsync(bool fullText = true, (string Key, string Value)? setting = null)
    {
        var rig = await PipelineRig.StartAsync(azurite);
        if (setting is { } given)
            rig.Set(given.Key, given.Value);
        rig.Restart();
        var story = new Story(rig, await LoopbackFeeds.StartAsync());
        story.Publish();
        await rig.FollowAsync(story.Publisher["/feed"]);
        await rig.Get<FeedStore>().SetFullTextAsync(story.Publisher["/feed"], fullText, Token);
        await story.PollAsync();
        await rig.DrainAsync();
        return story;
    }

    private sealed record Story(PipelineRig Rig, LoopbackFeeds Publisher) : IAsyncDisposable
    {
        /// <summary>But for the feed itself.</summary>
        public IReadOnlyList<string> Asked => [.. Publisher.Requests.Where(path => path != "/feed")];

        public void Page(string path, string body, string type = "text/html") => Publisher.Answer(path, context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body);
        });

        /// <summary>An edition with an old entry and one for each path.</summary>
        public void Publish(params string[] paths) => Publisher.Publish(
            "/feed",
            [
                new("Old", Publisher["/old"], Rig.Time.GetUtcNow().AddDays(-1), "First line.\nSecond line."),
                .. paths.Select(path => new Item("New " + path, Publisher[path], Rig.Time.GetUtcNow(), $"First line of {path}.\nSecond line.")),
            ]);

        public async Task PollAsync()
        {
            Rig.Time.Advance(TimeSpan.FromDays(1.1));
            await Rig.PollAsync();
            while ((await Rig.Queue(QueueNames.Feeds).PeekMessagesAsync(1)).Value.Length > 0)
                await Rig.StepFeedsAsync();
        }

        public async Task NewsAsync(params string[] paths)
        {
            Publish(paths);
            await PollAsync();
            await Rig.DrainAsync();
        }

        /// <summary>Lines of the articles' texts, the shortest first.</summary>
        public async Task<IReadOnlyList<int>> LengthsAsync()
        {
            var lengths = new List<int>();
            await foreach (var article in Rig.Get<ArticleStore>().SinceAsync(DateTimeOffset.UnixEpoch, Token))
                lengths.Add((await Rig.Get<ArticleTexts>().FindAsync(article.TextName, Token) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            return [.. lengths.Order()];
        }

        public async Task<IReadOnlyList<string>> PendingAsync() => await Rig.Get<ArticleStore>().PendingAsync(DateTimeOffset.MaxValue, Token).ToListAsync(Token);

        public async Task<FeedHealth> HealthAsync() => Assert.Single(await Rig.Get<FeedHealthReading>().ReadAsync(Token));

        public async ValueTask DisposeAsync()
        {
            await Publisher.DisposeAsync();
            await Rig.DisposeAsync();
        }
    }
}
