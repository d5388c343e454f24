using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Pipeline.Digests;

/// <summary>A process ends at each of its writes in turn, from the booking to the end of the digest; another starts, and nothing is missing or told twice.</summary>
public sealed class DigestCrashTests(AzuriteFixture azurite)
{
    private const int MostWrites = 60;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_crash_at_any_write_of_a_digest_loses_nothing_and_tells_nothing_twice(bool done)
    {
        var writes = 0;
        for (var at = 1; at <= MostWrites; at++)
        {
            var (happened, problem) = await CrashAsync(at, done);
            Assert.True(problem is null, $"Crash {(done ? "after" : "before")} write {at}: {problem}");
            if (!happened)
            {
                writes = at - 1;
                break;
            }
        }

        Assert.InRange(writes, 10, MostWrites - 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{writes} writes");
    }

    private async Task<(bool Happened, string? Problem)> CrashAsync(int at, bool done)
    {
        await using var story = await DigestStory.StartAsync(azurite);
        var rig = story.Rig;
        var reader = await story.EnrolAsync("reader@example.org", new Wish(new(WatchKind.Topic, "nato-membership"), MailTime.Daily));
        await story.DetectAsync("change Ukraine nato-membership Favor Neutral", "change Finland nato-membership Favor Against");
        var crash = new Crash(at, done);
        rig.Restart(crash);
        try
        {
            await rig.DrainAsync();
            await story.DigestsAtAsync(7);
        }
        catch (CrashException)
        {
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is CrashException))
        {
        }

        rig.Restart();
        await rig.DrainAsync();
        await story.DigestsAtAsync(7);
        rig.Time.Advance(TimeSpan.FromMinutes(20));
        await rig.SendDigestsAsync();
        await rig.DrainAsync();
        return (crash.Happened, await ProblemAsync(story, reader));
    }

    private static async Task<string?> ProblemAsync(DigestStory story, string reader)
    {
        // A digest repeated in the one documented window is the same file.
        var told = string.Concat((await story.Rig.MailsAsync()).Select(mail => mail.TextBody));
        foreach (var actor in (string[])["Ukraine: favor -> neutral", "Finland: favor -> against"])
        {
            if (told.Split(actor).Length != 2)
                return $"\"{actor}\" is told {told.Split(actor).Length - 1} times in\n{told}";
        }

        if (await story.StatesAsync("reader@example.org") is not [DeliveryState.Sent, DeliveryState.Sent])
            return "a delivery is not marked";
        if ((await story.Rig.Get<DigestStore>().WaitingAsync(reader, CancellationToken.None)).Count > 0)
            return "something still waits";
        if ((await story.Rig.Get<DigestStore>().FindPlanAsync(reader, CancellationToken.None))?.Value.Due is { } due)
            return $"the plan still has {due:u}";
        return (await story.Rig.PoisonAsync(QueueNames.Emails)).Count > 0 ? "poison" : null;
    }
}
