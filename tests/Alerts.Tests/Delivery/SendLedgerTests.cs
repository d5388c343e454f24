using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Alerts.Tests.Delivery.Routing;
using Alerts.Tests.Pipeline;
using Alerts.Tests.Pipeline.Digests;

namespace Alerts.Tests.Delivery;

/// <summary>What the send ledger promises, and the one window that it does not close.</summary>
public sealed class SendLedgerTests(AzuriteFixture azurite)
{
    private static readonly Watch Nato = new(WatchKind.Topic, "nato-membership");
    private static readonly TimeSpan PastTheLease = TimeSpan.FromMinutes(6);

    // More than any of the stories below writes; the test says so where one has more.
    private const int MostWrites = 25;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_between_the_providers_yes_and_our_mark_repeats_the_same_mail_after_the_lease()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        var provider = await DyingAsync(story);
        var change = Assert.Single(await story.Rig.ChangesAsync());
        var reader = provider.Batches[0].Recipients[0].SubscriberId;

        // Before the lease ends nobody sends it again.
        await story.Rig.Get<MailSending>().RunAsync(new(change.Id, [reader]), Cancellation);
        Assert.Single(provider.Taken);
        story.Rig.Time.Advance(PastTheLease);
        await story.Rig.Get<MailSending>().RunAsync(new(change.Id, [reader]), Cancellation);
        Assert.Equal(2, provider.Taken.Count);
        Assert.Single(provider.Taken.Distinct());
        await story.Rig.Get<MailSending>().RunAsync(new(change.Id, [reader]), Cancellation);
        Assert.Equal(2, provider.Taken.Count);
    }

    [Fact]
    public async Task A_mail_in_doubt_waits_for_the_providers_events_before_it_is_sent_again()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        var provider = new FakeProvider { Mood = MailFate.InDoubt };
        story.Rig.Mailer = provider;
        story.Rig.Restart();
        var reader = await story.EnrolAsync("reader@example.org", new Wish(Nato));
        await story.ReportAsync("change Ukraine nato-membership Favor Neutral");
        Assert.Equal([DeliveryState.Claimed], await StatesAsync(story, reader));
        provider.Mood = MailFate.Taken;
        var change = Assert.Single(await story.Rig.ChangesAsync());
        await story.Rig.Get<MailSending>().RunAsync(new(change.Id, [reader]), Cancellation);
        Assert.Single(provider.Taken);
        story.Rig.Time.Advance(PastTheLease);
        await story.Rig.Get<MailSending>().RunAsync(new(change.Id, [reader]), Cancellation);
        Assert.Equal([DeliveryState.Sent], await StatesAsync(story, reader));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_crash_at_any_write_of_sending_ends_with_each_reader_told_once(bool done)
    {
        var writes = 0;
        for (var at = 1; at <= MostWrites; at++)
        {
            var happened = await CrashAsync(at, done);
            writes = at;
            if (!happened)
                break;
        }

        Assert.InRange(writes, 5, MostWrites - 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{writes - 1} writes");
    }

    /// <summary>Of three readers one is asleep, one is over the cap and one gets the mail.</summary>
    private async Task<bool> CrashAsync(int at, bool done)
    {
        await using var story = await DigestStory.StartAsync(azurite);
        story.Rig.Set("Mail:MostADay", "1");
        story.Rig.Restart();
        var awake = await story.EnrolAsync("awake@example.org", new Wish(Nato));
        var over = await story.EnrolAsync("over@example.org", new Wish(Nato), new Wish(new(WatchKind.Topic, "ceasefire")));
        var asleep = await story.EnrolAsync("asleep@example.org", new Wish(Nato));
        await story.SettleAsync(asleep, new(QuietFrom: 8, QuietTo: 12));
        await story.ReportAsync("change Ukraine ceasefire Favor Neutral");
        await story.DetectAsync("change Ukraine nato-membership Favor Neutral");
        while (await story.Rig.NotifyAsync())
        {
        }

        var change = (await story.Rig.ChangesAsync()).Single(signal => signal.Topic == "nato-membership");
        var crash = new Crash(at, done);
        story.Rig.Restart(crash);
        try
        {
            await story.Rig.Get<MailSending>().RunAsync(new(change.Id, [awake, over, asleep]), Cancellation);
        }
        catch (CrashException)
        {
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is CrashException))
        {
        }

        story.Rig.Restart();
        story.Rig.Time.Advance(PastTheLease);
        await story.Rig.Get<MailSending>().RunAsync(new(change.Id, [awake, over, asleep]), Cancellation);
        story.Rig.Time.Advance(TimeSpan.FromHours(4));
        await story.Rig.Get<MailSending>().RunAsync(new(change.Id, [awake, over, asleep]), Cancellation);
        await story.DigestsAtAsync(7);

        var mails = (await story.Rig.MailsAsync()).GroupBy(mail => mail.To.Mailboxes.Single().Address).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal((1, 1, 2), (mails["awake@example.org"], mails["asleep@example.org"], mails["over@example.org"]));
        Assert.Equal([DeliveryState.Sent, DeliveryState.Sent, DeliveryState.Sent],
            (await story.Rig.Get<DeliveryStore>().FindAsync(change.Id, [awake, over, asleep], Cancellation)).Select(read => read.Value.State));
        return crash.Happened;
    }

    /// <summary>A provider that takes the mail and ends the process.</summary>
    private static async Task<FakeProvider> DyingAsync(DigestStory story)
    {
        var provider = new FakeProvider { Dies = true };
        story.Rig.Mailer = provider;
        story.Rig.Restart();
        await story.EnrolAsync("reader@example.org", new Wish(Nato));
        await Assert.ThrowsAsync<CrashException>(() => story.ReportAsync("change Ukraine nato-membership Favor Neutral"));
        provider.Dies = false;
        story.Rig.Restart();
        return provider;
    }

    private static async Task<IReadOnlyList<DeliveryState>> StatesAsync(DigestStory story, string reader)
    {
        var change = Assert.Single(await story.Rig.ChangesAsync());
        return [.. (await story.Rig.Get<DeliveryStore>().FindAsync(change.Id, [reader], Cancellation)).Select(read => read.Value.State)];
    }
}
