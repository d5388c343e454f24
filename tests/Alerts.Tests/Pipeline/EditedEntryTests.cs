using Alerts.Detection;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Pipeline;

/// <summary>A publisher edits what it has published: a new version of the article, not a new article.</summary>
public sealed class EditedEntryTests(AzuriteFixture azurite)
{
    private const string Drop = "change Ukraine nato-membership Favor Neutral";
    private const string Link = "https://one.example/a";

    [Fact]
    public async Task A_change_that_only_the_second_version_tells_is_mailed_once_and_the_typo_mended_in_the_third_is_not()
    {
        await using var story = await Story.StartAsync(azurite);
        await story.PublishAsync("Talks go on in Kyiv", "The delegations met agian in the morning.");
        Assert.Empty(await story.Rig.MailsAsync());

        await story.PublishAsync("Kyiv drops its bid", "The delegations met agian in the morning.\n" + Drop);
        Assert.Single(await story.Rig.MailsAsync());

        await story.PublishAsync("Kyiv drops its bid", "The delegations met again in the morning.\n" + Drop);
        Assert.Single(await story.Rig.MailsAsync());

        var change = Assert.Single(await story.Rig.ChangesAsync());
        Assert.Equal(Ids.Article(Link), Assert.Single(change.Sources).ArticleId);
        Assert.Single((await story.Rig.Get<LedgerStore>().TopicAsync("nato-membership", story.Cancellation)).Single().History);
    }

    [Fact]
    public async Task A_new_version_keeps_what_the_article_was_when_it_was_seen_first()
    {
        await using var story = await Story.StartAsync(azurite);
        await story.PublishAsync("Talks go on", "It rains.");
        var first = await story.ArticleAsync();
        await story.PublishAsync("Talks go on and on", "It rains.");
        var second = await story.ArticleAsync();

        Assert.Equal((first.FeedId, first.Link, first.Published, first.FirstSeen, first.Quiet), (second.FeedId, second.Link, second.Published, second.FirstSeen, second.Quiet));
        Assert.Equal(("Talks go on and on", true), (second.Title, second.Revised > first.AsOf));
        var texts = story.Rig.Get<ArticleTexts>();
        Assert.NotNull(await texts.FindAsync(first.TextName, story.Cancellation));
        Assert.NotNull(await texts.FindAsync(second.TextName, story.Cancellation));
    }

    [Fact]
    public async Task White_space_and_markup_make_no_new_version()
    {
        await using var story = await Story.StartAsync(azurite);
        await story.PublishAsync("Talks go on", "It rains.");
        var first = await story.ArticleAsync();
        await story.PublishAsync("Talks  go on", "It\n rains. ");
        Assert.Equal(first, (await story.ArticleAsync()) with { Judgements = first.Judgements });
    }

    [Fact]
    public async Task What_a_new_version_no_longer_says_is_not_taken_back_by_itself()
    {
        await using var story = await Story.StartAsync(azurite);
        await story.PublishAsync("Kyiv insists", "statement Ukraine nato-membership Favor");
        await story.PublishAsync("Kyiv is silent", "Nothing was said.");
        var stance = await story.Rig.Get<LedgerStore>().FindAsync(new("nato-membership", "Ukraine", null), story.Cancellation);
        Assert.Equal(Position.Favor, stance!.Position);
    }

    [Fact]
    public async Task Of_two_feeds_that_carry_an_article_the_first_alone_revises_it()
    {
        await using var story = await Story.StartAsync(azurite);
        await story.PublishAsync("Talks go on", "It rains.");
        var first = await story.ArticleAsync();
        story.Feeds.Publish("/two", new Item("Another headline", Link, story.Rig.Time.GetUtcNow(), "Another teaser.\n" + Drop));
        await story.Rig.FollowAsync(story.Feeds["/two"]);
        await story.Rig.RunAsync();
        story.Feeds.Publish("/two", new Item("Another headline yet", Link, story.Rig.Time.GetUtcNow(), "Another teaser yet.\n" + Drop));
        await story.Rig.RunAsync();
        Assert.Equal(first.Version, (await story.ArticleAsync()).Version);
        Assert.Empty(await story.Rig.ChangesAsync());

        await story.PublishAsync("Kyiv drops its bid", Drop);
        Assert.Single(await story.Rig.MailsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_crash_at_any_write_of_an_edit_loses_nothing(bool done)
    {
        var writes = 0;
        for (var at = 1; ; at++)
        {
            await using var story = await Story.StartAsync(azurite);
            await story.PublishAsync("Talks go on", "It rains.");
            var crash = new Crash(at, done);
            story.Rig.Restart(crash);
            try
            {
                await story.PublishAsync("Kyiv drops its bid", Drop);
            }
            catch (CrashException)
            {
            }
            catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is CrashException))
            {
            }

            story.Rig.Restart();
            story.Rig.Time.Advance(TimeSpan.FromMinutes(20));
            await story.Rig.DrainAsync();
            await story.Rig.PollAsync();
            await story.Rig.RecoverAsync();
            await story.Rig.DrainAsync();
            var mails = await story.Rig.MailsAsync();
            Assert.True(mails.Count == 1, $"Crash {(done ? "after" : "before")} write {at}: {mails.Count} mails");
            Assert.Single(await story.Rig.ChangesAsync());
            if (!crash.Happened)
                break;
            writes = at;
        }

        Assert.InRange(writes, 12, 40);
    }

    private sealed class Story(PipelineRig rig, LoopbackFeeds feeds) : IAsyncDisposable
    {
        private DateTimeOffset published;

        public PipelineRig Rig => rig;

        public LoopbackFeeds Feeds => feeds;

        public CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

        public static async Task<Story> StartAsync(AzuriteFixture azurite)
        {
            var story = new Story(await PipelineRig.StartAsync(azurite), await LoopbackFeeds.StartAsync());
            await story.Rig.SubscribeAsync("reader@example.org", new Watch(WatchKind.Topic, "nato-membership"));
            story.Feeds.Publish("/one");
            await story.Rig.FollowAsync(story.Feeds["/one"]);
            await story.Rig.RunAsync();
            story.published = story.Rig.Time.GetUtcNow();
            return story;
        }

        /// <summary>The publisher's one article as it is now, polled and worked off.</summary>
        public async Task PublishAsync(string title, string text)
        {
            feeds.Publish("/one", new Item(title, Link, published, text));
            await rig.RunAsync();
        }

        public async Task<Article> ArticleAsync() => (await rig.Get<ArticleStore>().FindAsync(Ids.Article(Link), Cancellation))!; // published before

        public async ValueTask DisposeAsync()
        {
            await feeds.DisposeAsync();
            await rig.DisposeAsync();
        }
    }
}
