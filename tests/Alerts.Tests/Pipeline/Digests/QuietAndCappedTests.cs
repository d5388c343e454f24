using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Pipeline.Digests;

public sealed class QuietAndCappedTests(AzuriteFixture azurite)
{
    private static readonly Watch Nato = new(WatchKind.Topic, "nato-membership");
    private static readonly string[] Actors = ["Ukraine", "Finland", "Georgia", "Serbia"];

    [Fact]
    public async Task Mail_at_once_waits_through_the_quiet_hours_and_wakes_with_the_reader()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        var asleep = await story.EnrolAsync("asleep@example.org", new Wish(Nato));
        await story.EnrolAsync("awake@example.org", new Wish(Nato));
        // It is 09:00 UTC: 22:00 in Auckland.
        await story.SettleAsync(asleep, new(QuietFrom: 22, QuietTo: 6), "Pacific/Auckland");
        await story.ReportAsync("change Ukraine nato-membership Favor Neutral");

        Assert.Equal("awake@example.org", Assert.Single(await story.Rig.MailsAsync()).To.Mailboxes.Single().Address);
        Assert.Equal([DeliveryState.Pending], await story.StatesAsync("asleep@example.org"));
        var held = await story.Rig.Queue(QueueNames.Emails).GetPropertiesAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, held.Value.ApproximateMessagesCount);

        // Queues run on real time: the message that waits there is handed over as the queue would when the reader wakes.
        story.Rig.Time.Advance(TimeSpan.FromHours(8));
        var change = Assert.Single(await story.Rig.ChangesAsync());
        await story.Rig.Get<MailSending>().RunAsync(new(change.Id, [asleep]), TestContext.Current.CancellationToken);
        Assert.Equal(2, (await story.Rig.MailsAsync()).Count);
        Assert.Equal([DeliveryState.Sent], await story.StatesAsync("asleep@example.org"));
    }

    [Fact]
    public async Task What_goes_beyond_the_cap_of_a_day_comes_with_the_digest_which_says_so()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        story.Rig.Set("Mail:MostADay", "2");
        story.Rig.Restart();
        await story.EnrolAsync("reader@example.org", new Wish(Nato));
        foreach (var actor in Actors)
            await story.ReportAsync($"change {actor} nato-membership Favor Neutral");

        Assert.Equal(2, (await story.Rig.MailsAsync()).Count);
        Assert.Equal(2, (await story.StatesAsync("reader@example.org")).Count(state => state == DeliveryState.Digest));

        await story.DigestsAtAsync(7);
        var mails = await story.Rig.MailsAsync();
        Assert.Equal(3, mails.Count);
        var digest = Assert.Single(mails, mail => mail.Subject?.StartsWith("Digest", StringComparison.Ordinal) == true);
        Assert.Contains("no more than 2 alerts a day", digest.TextBody?.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("Serbia", digest.TextBody, StringComparison.Ordinal);

        await story.ReportAsync("change Armenia nato-membership Favor Neutral");
        Assert.Equal(4, (await story.Rig.MailsAsync()).Count);
    }

    [Fact]
    public async Task A_signal_keeps_its_turn_and_two_at_once_share_the_day()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        var cancellation = TestContext.Current.CancellationToken;
        var daily = story.Rig.Get<DailyMails>();
        var readers = Enumerable.Range(0, 250).Select(i => Ids.Of("reader", $"r{i}@example.org")).ToList();
        async Task<IReadOnlyList<TurnTaken>> Take(string signal, int day = 2) =>
            [.. (await daily.TakeAsync([.. readers.Select(reader => new DailyTurn(reader, signal, new(2026, 3, day)))], 2, TimeSpan.Zero, cancellation)).Values];

        Assert.All((await Task.WhenAll(Take("a"), Take("b"))).SelectMany(all => all), taken => Assert.Equal(TurnKind.Go, taken.Kind));
        Assert.All(await Take("a"), taken => Assert.Equal(TurnKind.Go, taken.Kind));
        Assert.All(await Take("c"), taken => Assert.Equal(TurnKind.Over, taken.Kind));
        Assert.All(await Take("c", day: 3), taken => Assert.Equal(TurnKind.Go, taken.Kind));
    }
}
