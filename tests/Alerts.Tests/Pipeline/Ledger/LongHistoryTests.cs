using Alerts.Detection;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Pipeline.Ledger;

/// <summary>A late article gives a story of more entries than a batch takes another beginning, and with it another name: they are rewritten in several steps.</summary>
public sealed class LongHistoryTests(AzuriteFixture azurite)
{
    private const int Entries = 230;
    private const string Drop = "change Hungary eu-accession(Ukraine) Against Favor";
    private static readonly DateTimeOffset Start = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly StanceKey Key = new("eu-accession", "Hungary", "Ukraine");

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task A_crash_at_any_step_ends_in_the_ledger_and_the_mail_that_no_crash_would_have_left(bool done, bool another)
    {
        var (expected, mails, steps) = await RunAsync(0, done, another);
        Assert.Equal(1, mails);
        Assert.True(expected.Count(row => row.StartsWith("Stances", StringComparison.Ordinal)) >= Entries + 2);
        for (var at = 1; at <= steps; at++)
        {
            var (rows, mailed, _) = await RunAsync(at, done, another);
            Assert.Equal(expected, rows);
            Assert.True(mailed == 1, $"crash at {at}: {mailed} mails");
        }
    }

    /// <param name="at">The write at which the process ends; 0 for none.</param>
    /// <param name="another">Another worker enters an article of the same story before the first one's message comes again.</param>
    private async Task<(IReadOnlyList<string> Rows, int Mails, int Writes)> RunAsync(int at, bool done, bool another)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var rig = await PipelineRig.StartAsync(azurite);
        rig.Time.SetUtcNow(Start.AddDays(60));
        await rig.SubscribeAsync("reader@example.org", new Watch(WatchKind.Topic, "eu-accession"));
        await SeedAsync(rig);
        await rig.DrainAsync();
        Assert.Single(await rig.MailsAsync());
        var early = await PutAsync(rig, "early", Start.AddHours(-70));
        var later = await PutAsync(rig, "later", rig.Time.GetUtcNow());

        var crash = new Crash(at, done);
        rig.Restart(crash);
        try
        {
            await rig.Get<SignalDetection>().RunAsync(new(early), cancellation);
        }
        catch (CrashException)
        {
        }

        Assert.Equal(at > 0, crash.Happened);
        rig.Restart();
        if (another)
            await rig.Get<SignalDetection>().RunAsync(new(later), cancellation);
        await rig.Get<SignalDetection>().RunAsync(new(early), cancellation);
        rig.Time.Advance(TimeSpan.FromMinutes(20));
        await rig.RecoverAsync();
        await rig.DrainAsync();
        return (await LedgerRows.OfAsync(rig), (await rig.MailsAsync()).Count, crash.Writes);
    }

    /// <summary>The story, told every six hours, as the rule has it, and its signal.</summary>
    private static async Task SeedAsync(PipelineRig rig)
    {
        var book = new LedgerBook();
        for (var i = 0; i < Entries; i++)
            book.Read(LedgerBook.Told(Position.Against, Position.Favor), Start.AddHours(i * 6), hasSlot: true, article: $"a{i:d3}");
        Assert.True(await rig.Get<LedgerStore>().TryWriteAsync(Key, book.History, book.Now, null, TestContext.Current.CancellationToken));
        var signal = Assert.Single(book.Signals.Values) with { Detected = rig.Time.GetUtcNow(), Late = false };
        await rig.Get<SignalBook>().PutAsync(signal, TestContext.Current.CancellationToken);
        await rig.Get<SignalBook>().AnnounceAsync(signal.Id, TestContext.Current.CancellationToken);
    }

    private static async Task<string> PutAsync(PipelineRig rig, string outlet, DateTimeOffset published)
    {
        var article = new Article(Ids.Article($"https://{outlet}.example/"), "feed", outlet, "A headline", null, published, rig.Time.GetUtcNow(), "en", "", Quiet: false);
        await rig.Get<ArticleTexts>().PutAsync(article.Id, Drop, TestContext.Current.CancellationToken);
        await rig.Get<ArticleStore>().TryInsertAsync(article, TestContext.Current.CancellationToken);
        await rig.Get<ArticleStore>().MarkSentAsync(article.Id, TestContext.Current.CancellationToken);
        return article.Id;
    }
}
