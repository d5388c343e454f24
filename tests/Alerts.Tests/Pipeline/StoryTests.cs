using System.Text.Json;
using Alerts.Feeds.Dedupe;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Syndication;
using Alerts.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Pipeline;

public sealed class StoryTests(AzuriteFixture azurite)
{
    private const string Drop = "change Ukraine nato-membership Favor Neutral";
    private static readonly Watch Nato = new(WatchKind.Topic, "nato-membership");

    [Fact]
    public async Task Six_outlets_at_the_same_moment_in_two_workers_make_one_signal_with_six_sources_and_one_mail()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var rig = await PipelineRig.StartAsync(azurite);
        await rig.SubscribeAsync("reader@example.org", Nato);
        var ids = new List<string>();
        for (var i = 0; i < 6; i++)
            ids.Add(await PutArticleAsync(rig, $"outlet {i}", $"Words that only outlet {i} writes about the matter number {i * 7}, at length {i * 31}.\n{Drop}"));

        await using var other = rig.Another();
        await Task.WhenAll(ids.Select((id, i) => (i % 2 == 0 ? rig.Get<SignalDetection>() : other.GetRequiredService<SignalDetection>()).RunAsync(new(id), cancellation)));
        await rig.DrainAsync();

        var change = Assert.Single(await rig.ChangesAsync());
        Assert.Equal(6, change.Sources.Count);
        var stance = (await rig.Get<LedgerStore>().TopicAsync("nato-membership", cancellation)).Single();
        Assert.Equal((change.Id, 6), (stance.Now.SignalId, stance.History.Count));
        Assert.All(stance.History, entry => Assert.Equal(change.Id, entry.SignalId));
        Assert.Single(await rig.MailsAsync());
    }

    [Fact]
    public async Task Wire_copy_in_several_outlets_counts_as_one_source()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var wire = "KYIV - The president told reporters on Monday that talks had moved on and that the country would look for other ways to be safe.\n" + Drop;
        foreach (var outlet in new[] { "one", "two", "three" })
            await rig.Get<SignalDetection>().RunAsync(new(await PutArticleAsync(rig, outlet, wire)), TestContext.Current.CancellationToken);
        await rig.Get<SignalDetection>().RunAsync(new(await PutArticleAsync(rig, "own", "Our own reporter heard something else entirely in the corridors of parliament.\n" + Drop)), TestContext.Current.CancellationToken);

        var change = Assert.Single(await rig.ChangesAsync());
        Assert.Equal((4, 2), (change.Sources.Count, change.IndependentSources));
    }

    [Fact]
    public async Task A_reader_who_asks_for_two_sources_is_mailed_when_the_second_comes()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await rig.Get<Enrolment>().EnrolAsync("careful@example.org", [new Wish(Nato, LeastSources: 2)], TestContext.Current.CancellationToken);
        await rig.Get<SignalDetection>().RunAsync(new(await PutArticleAsync(rig, "one", "First words of the first.\n" + Drop)), TestContext.Current.CancellationToken);
        await rig.DrainAsync();
        Assert.Empty(await rig.MailsAsync());

        await rig.Get<SignalDetection>().RunAsync(new(await PutArticleAsync(rig, "two", "Quite another telling by another hand.\n" + Drop)), TestContext.Current.CancellationToken);
        await rig.DrainAsync();
        Assert.Single(await rig.MailsAsync());
    }

    [Fact]
    public async Task A_reader_who_asks_for_three_sources_is_mailed_once_when_the_third_comes_days_later_and_everything_says_how_sure_it_is()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var rig = await PipelineRig.StartAsync(azurite);
        await rig.Get<Enrolment>().EnrolAsync("careful@example.org", [new Wish(Nato, LeastSources: 3)], cancellation);
        await rig.SubscribeAsync("quick@example.org", Nato);
        async Task<IReadOnlyList<string>> ReportAsync(string outlet, string words)
        {
            rig.Time.Advance(TimeSpan.FromHours(30));
            await rig.Get<SignalDetection>().RunAsync(new(await PutArticleAsync(rig, outlet, $"{words}\n{Drop}")), cancellation);
            await rig.DrainAsync();
            return [.. (await rig.MailsAsync()).Select(mail => mail.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal)];
        }

        const string wire = "KYIV - The president told reporters on Monday that talks had moved on and that the country would look for other ways to be safe.";
        Assert.Equal(["quick@example.org"], await ReportAsync("one", wire));
        Assert.Equal(["quick@example.org"], await ReportAsync("copy", wire));
        Assert.Equal(["quick@example.org"], await ReportAsync("two", "Quite another telling by another hand."));
        Assert.Equal(["quick@example.org"], await ReportAsync("blog.two", "A column beside it, on what the turn may mean for the neighbours."));
        Assert.Equal(["careful@example.org", "quick@example.org"], await ReportAsync("three", "The third has asked in parliament and heard the same."));
        Assert.Equal(["careful@example.org", "quick@example.org"], await ReportAsync("four", "A fourth joins in with a report from the capital itself."));

        var change = Assert.Single(await rig.ChangesAsync());
        Assert.Equal((6, 4), (change.Sources.Count, change.IndependentSources));
        Assert.Equal([(true, false), (false, true)], change.Sources.Where(source => !source.IsIndependent).Select(source => (source.WireCopy, source.SameOwner)));
        const string sure = "Well sourced (0.91): 4 independent outlets; the text itself says that the position is new.";
        var careful = (await rig.MailsAsync()).Single(mail => mail.To.Mailboxes.Single().Address == "careful@example.org");
        Assert.Contains("Well sourced (0.87): 3 independent outlets;", careful.TextBody, StringComparison.Ordinal);
        var (site, links) = (rig.Get<SiteReader>(), rig.Get<SiteLinks>());
        var view = await site.SignalAsync(change.Id, cancellation);
        Assert.Equal(sure, view!.Confidence!.Sentence); // it was listed above, and it is a change
        using var json = JsonDocument.Parse(JsonDocuments.Of(view, links));
        var told = json.RootElement.GetProperty("confidence");
        Assert.Equal((0.91, "well sourced", 4), (told.GetProperty("value").GetDouble(), told.GetProperty("words").GetString(), told.GetProperty("independentSources").GetInt32()));
        var actor = await site.ActorAsync("Ukraine", statements: false, cancellation);
        Assert.EndsWith(sure, Assert.Single(FeedItem.Of(actor!.Signals, links)).Text, StringComparison.Ordinal); // the detector's data know Ukraine
        var topic = await site.TopicAsync("nato-membership", null, cancellation);
        Assert.Equal(sure, Assert.Single(topic!.Actors).Moves[0].Confidence!.Sentence); // a topic of the shipped data, moved above
    }

    [Fact]
    public async Task An_article_older_than_the_setting_waits_for_the_digest_marked_late()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var rig = await PipelineRig.StartAsync(azurite);
        var reader = await rig.SubscribeAsync("reader@example.org", Nato);
        await rig.Get<SignalDetection>().RunAsync(new(await PutArticleAsync(rig, "one", Drop, rig.Time.GetUtcNow().AddDays(-3))), cancellation);
        await rig.DrainAsync();

        var change = Assert.Single(await rig.ChangesAsync());
        Assert.True(change.Late);
        Assert.Empty(await rig.MailsAsync());
        Assert.Equal(DeliveryState.Digest, Assert.Single(await rig.Get<DeliveryStore>().FindAsync(change.Id, [reader], cancellation)).Value.State);
    }

    [Fact]
    public async Task Who_unsubscribed_while_the_mail_was_on_its_way_gets_none()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var rig = await PipelineRig.StartAsync(azurite);
        var reader = await rig.SubscribeAsync("reader@example.org", Nato);
        await rig.Get<SignalDetection>().RunAsync(new(await PutArticleAsync(rig, "one", Drop)), cancellation);
        var change = Assert.Single(await rig.ChangesAsync());
        await rig.Get<ReaderNotification>().RunAsync(new(change.Id), cancellation);
        await rig.Get<Enrolment>().UnsubscribeAllAsync(reader, cancellation);
        await rig.DrainAsync();

        Assert.Empty(await rig.MailsAsync());
        Assert.Equal(DeliveryState.Skipped, Assert.Single(await rig.Get<DeliveryStore>().FindAsync(change.Id, [reader], cancellation)).Value.State);
    }

    [Fact]
    public async Task What_a_crash_left_pending_is_sent_by_recovery_and_only_after_its_time()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var rig = await PipelineRig.StartAsync(azurite);
        await rig.SubscribeAsync("reader@example.org", Nato);
        await PutArticleAsync(rig, "one", Drop);
        await rig.RecoverAsync();
        await rig.DrainAsync();
        Assert.Empty(await rig.MailsAsync());

        rig.Time.Advance(TimeSpan.FromMinutes(16));
        await rig.RecoverAsync();
        await rig.DrainAsync();
        Assert.Single(await rig.MailsAsync());
        Assert.False(await rig.Get<ArticleStore>().PendingAsync(rig.Time.GetUtcNow().AddDays(1), cancellation).AnyAsync(cancellation));
    }

    [Fact]
    public async Task What_can_never_succeed_goes_to_the_poison_queue_with_its_reason()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await rig.Get<MessageQueues>().SendAsync(new ArticleMessage("0123456789abcdef0123456789abcdef"), TestContext.Current.CancellationToken);
        await rig.Get<MessageQueues>().SendAsync(new SignalMessage("0123456789abcdef0123456789abcdef", Version: 9), TestContext.Current.CancellationToken);
        await rig.DrainAsync();

        using var poison = JsonDocument.Parse(Assert.Single(await rig.PoisonAsync(QueueNames.Articles)));
        Assert.Equal("DetectSignals", poison.RootElement.GetProperty("function").GetString());
        Assert.Contains("purged", poison.RootElement.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("0123456789abcdef0123456789abcdef", poison.RootElement.GetProperty("message").GetProperty("articleId").GetString());
        Assert.Contains("version 9", Assert.Single(await rig.PoisonAsync(QueueNames.Signals)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_away_keeps_the_mail_pending_and_refusals_touch_their_recipient_alone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var rig = await PipelineRig.StartAsync(azurite);
        var away = new MoodyProvider();
        rig.Mailer = away;
        rig.Restart();
        var ids = new[] { await rig.SubscribeAsync("good@example.org", Nato), await rig.SubscribeAsync("refused@example.org", Nato), await rig.SubscribeAsync("later@example.org", Nato) };
        await rig.Get<SignalDetection>().RunAsync(new(await PutArticleAsync(rig, "one", Drop)), cancellation);
        await rig.DrainAsync();

        var change = Assert.Single(await rig.ChangesAsync());
        var states = (await rig.Get<DeliveryStore>().FindAsync(change.Id, ids, cancellation)).ToDictionary(read => read.Value.SubscriberId, read => read.Value.State);
        Assert.Equal([DeliveryState.Sent, DeliveryState.Failed, DeliveryState.Pending], ids.Select(id => states[id]));

        away.Mood = MailFate.Taken;
        await rig.Get<MailSending>().RunAsync(new(change.Id, ids), cancellation);
        Assert.Equal(["good@example.org", "later@example.org"], away.Taken.Order(StringComparer.Ordinal));
    }

    private static async Task<string> PutArticleAsync(PipelineRig rig, string outlet, string text, DateTimeOffset? published = null)
    {
        var link = $"https://{outlet.Replace(' ', '-')}.example/news";
        var now = rig.Time.GetUtcNow();
        var article = new Article(Ids.Article(link), Ids.Feed(link), outlet, "A headline", link, published ?? now, now, "en", TextSketch.Of(text).ToString(), Quiet: false);
        await rig.Get<ArticleTexts>().PutAsync(article.Id, text, TestContext.Current.CancellationToken);
        Assert.True(await rig.Get<ArticleStore>().TryInsertAsync(article, TestContext.Current.CancellationToken));
        return article.Id;
    }

    /// <summary>Refuses who is to be refused, and is away for who comes later, as its mood is.</summary>
    private sealed class MoodyProvider : IMailProvider
    {
        public MailFate Mood { get; set; } = MailFate.Postponed;

        public List<string> Taken { get; } = [];

        public int MostRecipients => 10;

        public Task<MailReport> SendAsync(MailBatch batch, CancellationToken cancellation)
        {
            var outcomes = batch.Recipients.Select(recipient => new MailOutcome(
                recipient.Id,
                recipient.Address.StartsWith("refused", StringComparison.Ordinal) ? MailFate.Refused : recipient.Address.StartsWith("later", StringComparison.Ordinal) ? Mood : MailFate.Taken,
                null)).ToList();
            Taken.AddRange(outcomes.Where(outcome => outcome.Fate == MailFate.Taken).Select(outcome => batch.Recipients.Single(recipient => recipient.Id == outcome.RecipientId).Address));
            return Task.FromResult(new MailReport(outcomes, TimeSpan.FromMinutes(3)));
        }
    }
}
