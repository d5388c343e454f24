using Alerts.Detection;
using Alerts.Feeds.Dedupe;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Pipeline.Ledger;

/// <summary>A process ends at each write of an article that gives a story an earlier beginning, and with it another name.</summary>
public sealed class LedgerCrashTests(AzuriteFixture azurite)
{
    private const string Drop = "change Ukraine nato-membership Favor Neutral";
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_crash_at_any_write_of_an_earlier_telling_ends_in_one_signal_and_one_mail(bool done)
    {
        var cancellation = TestContext.Current.CancellationToken;
        for (var at = 1; ; at++)
        {
            await using var rig = await PipelineRig.StartAsync(azurite);
            rig.Time.SetUtcNow(Start);
            await rig.SubscribeAsync("reader@example.org", new Watch(WatchKind.Topic, "nato-membership"));
            await LedgerStoryTests.ReportAsync(rig, 0, Start, Start, "one", wire: false, "statement Ukraine nato-membership Favor");
            await LedgerStoryTests.ReportAsync(rig, 1, Start.AddDays(9.9), Start.AddDays(9.9), "two", wire: false, Drop);
            var former = Assert.Single(await rig.ChangesAsync()).Id;
            var now = Start.AddDays(10);
            rig.Time.SetUtcNow(now);
            var article = new Article(Ids.Article("https://one.example/early"), "feed", "one", "A headline", null, Start.AddDays(7.5), now, "en", TextSketch.Of(Drop).ToString(), Quiet: false);
            await rig.Get<ArticleTexts>().PutAsync(article.Id, Drop, cancellation);
            await rig.Get<ArticleStore>().TryInsertAsync(article, cancellation);
            await rig.Get<MessageQueues>().SendAsync(new ArticleMessage(article.Id), cancellation);
            await rig.Get<ArticleStore>().MarkSentAsync(article.Id, cancellation);

            var crash = new Crash(at, done);
            rig.Restart(crash);
            try
            {
                await rig.DrainAsync();
            }
            catch (CrashException)
            {
            }

            rig.Restart();
            rig.Time.Advance(TimeSpan.FromMinutes(20));
            await rig.DrainAsync();
            await rig.RecoverAsync();
            await rig.DrainAsync();

            var where = $"Crash {(done ? "after" : "before")} write {at}";
            var change = Assert.Single(await rig.ChangesAsync());
            Assert.True(change.Sources.Count == 2 && change.AsOf == Start.AddDays(7.5) && change.Id != former, $"{where}: {change}");
            Assert.True((await rig.MailsAsync()).Count == 1, where);
            Assert.Equal(change.Id, (await rig.Get<SignalStore>().FindAsync(former, cancellation))?.Value.Id);
            var stance = await rig.Get<LedgerStore>().FindAsync(new("nato-membership", "Ukraine", null), cancellation);
            Assert.True((stance?.Position, stance?.SignalId) == (Position.Neutral, change.Id), $"{where}: {stance}");
            Assert.False(await rig.Get<SignalStore>().PendingAsync(rig.Time.GetUtcNow().AddDays(1), cancellation).AnyAsync(cancellation), where);
            if (!crash.Happened)
                break;
            Assert.InRange(at, 1, 40);
        }
    }
}
