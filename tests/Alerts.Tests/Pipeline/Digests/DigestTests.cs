using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using MimeKit;

namespace Alerts.Tests.Pipeline.Digests;

/// <summary>From what was reported to the digest, at 07:00 of the reader's day.</summary>
public sealed class DigestTests(AzuriteFixture azurite)
{
    private static readonly Watch Nato = new(WatchKind.Topic, "nato-membership");
    private static readonly Watch Eu = new(WatchKind.Topic, "eu-accession");
    private static readonly Watch Rain = new(WatchKind.Query, "rain");

    [Fact]
    public async Task What_waits_comes_in_one_digest_at_the_readers_hour_and_never_again()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        await story.EnrolAsync("daily@example.org", new Wish(Nato, MailTime.Daily), new Wish(Rain, MailTime.Daily));
        await story.ReportAsync("Rain all week.", "change Ukraine nato-membership Favor Neutral");
        await story.ReportAsync("change Finland nato-membership Favor Against");
        Assert.Empty(await story.Rig.MailsAsync());

        await story.DigestsAtAsync(6);
        Assert.Empty(await story.Rig.MailsAsync());
        await story.DigestsAtAsync(7);

        var mail = Assert.Single(await story.Rig.MailsAsync());
        Assert.Contains("Ukraine", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Finland", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Rain all week", mail.TextBody, StringComparison.Ordinal);
        Assert.StartsWith("Digest: ", mail.Subject, StringComparison.Ordinal);
        Assert.NotNull(mail.Headers["List-Unsubscribe"]);

        await story.DigestsAtAsync(7);
        await story.DigestsAtAsync(7);
        Assert.Single(await story.Rig.MailsAsync());
        Assert.All(await story.StatesAsync("daily@example.org"), state => Assert.Equal(DeliveryState.Sent, state));
    }

    [Fact]
    public async Task There_is_no_digest_of_nothing()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        var left = await story.EnrolAsync("left@example.org", new Wish(Nato, MailTime.Daily), new Wish(Eu, MailTime.Daily));
        await story.EnrolAsync("idle@example.org", new Wish(Eu, MailTime.Daily));
        await story.ReportAsync("change Ukraine nato-membership Favor Neutral");
        await story.Rig.Get<Enrolment>().UnsubscribeAsync(new(left, [Nato]), CancellationToken.None);

        await story.DigestsAtAsync(7);

        Assert.Empty(await story.Rig.MailsAsync());
        Assert.Equal([DeliveryState.Skipped], await story.StatesAsync("left@example.org"));
        Assert.Null((await story.Rig.Get<DigestStore>().FindPlanAsync(left, CancellationToken.None))!.Value.Due);
    }

    [Fact]
    public async Task A_weekly_digest_lets_a_daily_one_go_before_it_and_keeps_what_is_its_own()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        await story.EnrolAsync("both@example.org", new Wish(Nato, MailTime.Weekly), new Wish(Rain, MailTime.Daily));
        await story.ReportAsync("change Ukraine nato-membership Favor Neutral");
        await story.DigestsAtAsync(7);
        Assert.Single(await story.Rig.MailsAsync());

        await story.ReportAsync("change Finland nato-membership Favor Against");
        await story.ReportAsync("Some rain.");
        await story.DigestsAtAsync(7);
        Assert.Equal(2, (await story.Rig.MailsAsync()).Count);
        Assert.DoesNotContain(await story.Rig.MailsAsync(), mail => Text(mail).Contains("Finland", StringComparison.Ordinal));

        for (var day = 0; day < 7; day++)
            await story.DigestsAtAsync(7);
        Assert.Equal(3, (await story.Rig.MailsAsync()).Count);
        Assert.Single(await story.Rig.MailsAsync(), mail => Text(mail).Contains("Finland", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Topics_without_news_say_since_when_nobody_moved()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        await story.EnrolAsync("daily@example.org", new Wish(Nato, MailTime.Daily), new Wish(Rain, MailTime.Daily));
        await story.ReportAsync("change Ukraine nato-membership Favor Neutral");
        var since = story.Rig.Time.GetUtcNow();
        await story.DigestsAtAsync(7);
        await story.DigestsAtAsync(7);
        await story.ReportAsync("More rain.");
        await story.DigestsAtAsync(7);

        var mail = Assert.Single(await story.Rig.MailsAsync(), mail => Text(mail).Contains("More rain", StringComparison.Ordinal));
        Assert.Contains($"no change since {since:d MMM yyyy}", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_digests_are_found_by_the_index_alone_and_sent_for_once()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        var cancellation = TestContext.Current.CancellationToken;
        var booking = story.Rig.Get<DigestBooking>();
        var readers = Enumerable.Range(0, 1000).Select(i => Ids.Of("reader", $"reader{i}@example.org")).Order(StringComparer.Ordinal).ToList();
        await booking.AddAsync([.. readers.Select(reader => new DigestEntry(reader, Ids.Query("x"), Weekly: false, Known: false))], cancellation);
        story.Rig.Time.Advance(TimeSpan.FromDays(1));

        await story.Rig.SendDigestsAsync();
        await story.Rig.SendDigestsAsync();

        var sent = 0;
        while ((await story.Rig.Queue(QueueNames.Emails).ReceiveMessagesAsync(32, TimeSpan.FromMinutes(10), cancellation)).Value is { Length: > 0 } messages)
            sent += messages.Length;
        Assert.Equal(20, sent);
    }

    private static string Text(MimeMessage mail) => mail.TextBody ?? "";
}
