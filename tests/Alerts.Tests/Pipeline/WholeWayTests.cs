using Alerts.Detection;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Pipeline;

public sealed class WholeWayTests(AzuriteFixture azurite)
{
    private static readonly Watch Nato = new(WatchKind.Topic, "nato-membership");

    [Fact]
    public async Task A_change_goes_from_the_feed_to_the_mail_and_a_second_run_sends_nothing_again()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await using var feeds = await LoopbackFeeds.StartAsync();
        var reader = await rig.SubscribeAsync("reader@example.org", Nato, new Watch(WatchKind.Actor, "Ukraine"));
        var then = rig.Time.GetUtcNow();
        var insists = new Item("Kyiv insists", "https://one.example/a", then, "statement Ukraine nato-membership Favor");
        feeds.Publish("/one", insists);
        var feedId = await rig.FollowAsync(feeds["/one"]);

        await rig.RunAsync();
        Assert.Empty(await rig.MailsAsync());
        var before = await rig.Get<LedgerStore>().FindAsync(new("nato-membership", "Ukraine", null), TestContext.Current.CancellationToken);
        Assert.Equal((Position.Favor, null), (before!.Position, before.SignalId));

        var now = rig.Time.GetUtcNow().AddDays(1.05);
        feeds.Publish("/one", insists, new Item("Kyiv drops its bid", "https://one.example/b", now, "Rain in Odesa.\nchange Ukraine nato-membership Favor Neutral conditional"));
        await rig.RunAsync();

        var mail = Assert.Single(await rig.MailsAsync());
        Assert.Equal("reader@example.org", mail.To.Mailboxes.Single().Address);
        Assert.Contains("Ukraine", mail.Subject, StringComparison.Ordinal);
        Assert.StartsWith(Ids.Delivery(reader, Assert.Single(await rig.ChangesAsync()).Id), mail.MessageId, StringComparison.Ordinal);
        Assert.DoesNotContain("-unsubscribe-token-", mail.HtmlBody + mail.TextBody + mail.Headers["List-Unsubscribe"], StringComparison.Ordinal);
        Assert.DoesNotContain("-delivery-id-", mail.ToString(), StringComparison.Ordinal);
        var change = Assert.Single(await rig.ChangesAsync());
        Assert.Equal((Position.Favor, Position.Neutral, Basis.Both), (change.From!.Position, change.To, change.Basis));
        Assert.Equal("change Ukraine nato-membership Favor Neutral conditional", change.Sources[0].Proof.Quote);

        var stamp = File.GetLastWriteTimeUtc(Directory.GetFiles(rig.Outbox).Single());
        var feed = await rig.Get<FeedStore>().FindAsync(feedId, TestContext.Current.CancellationToken);
        Assert.NotNull(feed!.Value.ETag);
        rig.Restart();
        await rig.RunAsync();
        await rig.RecoverAsync();
        await rig.DrainAsync();
        Assert.Equal(stamp, File.GetLastWriteTimeUtc(Assert.Single(Directory.GetFiles(rig.Outbox))));
        Assert.Equal(3, feeds.Requests.Count);
    }

    [Fact]
    public async Task The_same_entries_served_again_without_a_validator_cost_no_article_and_no_mail()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await using var feeds = await LoopbackFeeds.StartAsync();
        await rig.SubscribeAsync("reader@example.org", Nato);
        var first = new Item("Old news", "https://one.example/a", rig.Time.GetUtcNow(), "statement Ukraine nato-membership Favor");
        feeds.Publish("/one", first);
        await rig.FollowAsync(feeds["/one"]);
        await rig.RunAsync();
        var drop = new Item("Drops", "https://one.example/b", rig.Time.GetUtcNow().AddDays(1), "change Ukraine nato-membership Favor Neutral");
        feeds.Publish("/one", drop, first);
        await rig.RunAsync();
        feeds.Publish("/one", first, drop);
        await rig.RunAsync();

        Assert.Single(await rig.MailsAsync());
        Assert.Single(await rig.ChangesAsync());
    }

    [Fact]
    public async Task A_feeds_first_poll_fills_the_ledger_and_mails_nothing_even_for_changes()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await using var feeds = await LoopbackFeeds.StartAsync();
        await rig.SubscribeAsync("reader@example.org", Nato, new Watch(WatchKind.Query, "drops"));
        feeds.Publish("/one", new Item("Kyiv drops its bid", "https://one.example/b", rig.Time.GetUtcNow(), "change Ukraine nato-membership Favor Neutral"));
        await rig.FollowAsync(feeds["/one"]);
        await rig.RunAsync();

        Assert.Empty(await rig.MailsAsync());
        Assert.True(Assert.Single(await rig.ChangesAsync()).Quiet);
    }

    [Fact]
    public async Task A_change_known_only_quietly_is_mailed_when_an_outlet_we_follow_reports_it_as_news()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await using var feeds = await LoopbackFeeds.StartAsync();
        await rig.SubscribeAsync("reader@example.org", Nato);
        feeds.Publish("/one");
        await rig.FollowAsync(feeds["/one"]);
        await rig.RunAsync();
        feeds.Publish("/two", new Item("Kyiv drops its bid", "https://two.example/b", rig.Time.GetUtcNow(), "change Ukraine nato-membership Favor Neutral"));
        await rig.FollowAsync(feeds["/two"]);
        await rig.RunAsync();
        Assert.Empty(await rig.MailsAsync());

        feeds.Publish("/one", new Item("Ukraine gives up NATO", "https://one.example/b", rig.Time.GetUtcNow().AddDays(1), "Other words here.\nchange Ukraine nato-membership Favor Neutral"));
        await rig.RunAsync();

        Assert.Single(await rig.MailsAsync());
        Assert.Equal(2, Assert.Single(await rig.ChangesAsync()).Sources.Count);
    }

    [Fact]
    public async Task A_keyword_match_reaches_those_who_watch_the_query()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await using var feeds = await LoopbackFeeds.StartAsync();
        await rig.SubscribeAsync("reader@example.org", new Watch(WatchKind.Query, "volcano"));
        feeds.Publish("/one");
        await rig.FollowAsync(feeds["/one"]);
        await rig.RunAsync();
        feeds.Publish("/one", new Item("Ash over the bay", "https://one.example/v", rig.Time.GetUtcNow().AddDays(1), "The volcano woke at dawn. Nobody was hurt."));
        await rig.RunAsync();

        Assert.Contains("volcano", Assert.Single(await rig.MailsAsync()).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_feed_is_noted_and_the_rest_goes_on()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await using var feeds = await LoopbackFeeds.StartAsync();
        feeds.Publish("/one", new Item("News", "https://one.example/a", rig.Time.GetUtcNow(), "statement Ukraine nato-membership Favor"));
        var bad = await rig.FollowAsync(feeds["/missing"]);
        await rig.FollowAsync(feeds["/one"]);
        await rig.RunAsync();

        var feed = (await rig.Get<FeedStore>().FindAsync(bad, TestContext.Current.CancellationToken))!.Value;
        Assert.Equal(1, feed.Failures);
        Assert.NotNull(feed.LastError);
        Assert.True(feed.NextPoll > rig.Time.GetUtcNow());
        Assert.Single(await rig.Get<LedgerStore>().TopicAsync("nato-membership", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_removed_feed_is_never_polled_again()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await using var feeds = await LoopbackFeeds.StartAsync();
        feeds.Publish("/one");
        await rig.FollowAsync(feeds["/one"]);
        await rig.RunAsync();
        Assert.True(await rig.Get<FeedStore>().RemoveAsync(feeds["/one"], TestContext.Current.CancellationToken));
        await rig.RunAsync();

        Assert.Single(feeds.Requests);
    }
}
