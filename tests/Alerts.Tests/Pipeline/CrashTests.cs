using Alerts.Detection;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Pipeline;

/// <summary>A process ends at each of its writes in turn, before and after; another starts, and nothing is missing or mailed twice.</summary>
public sealed class CrashTests(AzuriteFixture azurite)
{
    // Enough for every write of the story; the test fails where the story has more.
    private const int MostWrites = 40;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_crash_at_any_write_loses_nothing_and_mails_nothing_twice(bool done)
    {
        var story = 0;
        for (var at = 1; at <= MostWrites; at++)
        {
            var (happened, problem) = await CrashAsync(at, done);
            Assert.True(problem is null, $"Crash {(done ? "after" : "before")} write {at}: {problem}");
            if (!happened)
            {
                story = at - 1;
                break;
            }
        }

        Assert.InRange(story, 15, MostWrites - 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{story} writes");
    }

    private async Task<(bool Happened, string? Problem)> CrashAsync(int at, bool done)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var rig = await PipelineRig.StartAsync(azurite);
        await using var feeds = await LoopbackFeeds.StartAsync();
        await rig.SubscribeAsync("reader@example.org", new Watch(WatchKind.Topic, "nato-membership"), new Watch(WatchKind.Query, "odesa"));
        feeds.Publish("/one", new Item("Kyiv insists", "https://one.example/a", rig.Time.GetUtcNow(), "statement Ukraine nato-membership Favor"));
        await rig.FollowAsync(feeds["/one"]);
        await rig.RunAsync();
        feeds.Publish("/one", new Item("Kyiv drops its bid", "https://one.example/b", rig.Time.GetUtcNow().AddDays(1.05), "Rain in Odesa.\nchange Ukraine nato-membership Favor Neutral"));

        var crash = new Crash(at, done);
        rig.Restart(crash);
        try
        {
            await rig.RunAsync();
        }
        catch (CrashException)
        {
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is CrashException))
        {
        }

        rig.Restart();
        // Longer than leases, and than pending rows and queued feeds are left alone.
        rig.Time.Advance(TimeSpan.FromMinutes(20));
        await rig.DrainAsync();
        await rig.PollAsync();
        await rig.RecoverAsync();
        await rig.DrainAsync();
        return (crash.Happened, await ProblemAsync(rig, cancellation));
    }

    private static async Task<string?> ProblemAsync(PipelineRig rig, CancellationToken cancellation)
    {
        // A mail repeated in the one documented window, between the provider's yes and our mark, is the same file.
        var mails = await rig.MailsAsync();
        if (mails.Count != 2 || mails.Select(mail => mail.MessageId).Distinct().Count() != 2)
            return $"{mails.Count} mails: {string.Join("; ", mails.Select(mail => mail.Subject))}";
        if (await rig.ChangesAsync() is not [{ Quiet: false, Sources.Count: 1 } change])
            return "the change is not listed once, with one source";
        var stance = await rig.Get<LedgerStore>().FindAsync(new("nato-membership", "Ukraine", null), cancellation);
        if (stance is not { Position: Position.Neutral } || stance.SignalId != change.Id)
            return $"the ledger holds {stance}";
        var soon = rig.Time.GetUtcNow().AddDays(1);
        if (await rig.Get<ArticleStore>().PendingAsync(soon, cancellation).AnyAsync(cancellation) || await rig.Get<SignalStore>().PendingAsync(soon, cancellation).AnyAsync(cancellation))
            return "something is left pending";
        foreach (var queue in QueueNames.All)
        {
            if ((await rig.PoisonAsync(queue)).Count > 0)
                return $"poison in {queue}";
        }

        return null;
    }
}
