using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Alerts.Tests.Delivery.Routing;
using Alerts.Tests.Pipeline;
using Alerts.Tests.Pipeline.Digests;

namespace Alerts.Tests.Delivery;

/// <summary>The first alert goes at once; what comes within minutes behind it goes together.</summary>
public sealed class JoinedMailTests(AzuriteFixture azurite)
{
    private static readonly Watch Nato = new(WatchKind.Topic, "nato-membership");
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alerts_close_behind_one_another_come_in_one_mail_also_over_a_crash()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        var provider = new FakeProvider();
        story.Rig.Mailer = provider;
        story.Rig.Set("Mail:JoinWithin", "00:03:00");
        story.Rig.Restart();
        var reader = await story.EnrolAsync("reader@example.org", new Wish(Nato));
        foreach (var actor in new[] { "Ukraine", "Finland", "Georgia" })
            await story.ReportAsync($"change {actor} nato-membership Favor Neutral");
        Assert.Single(provider.Taken);
        Assert.Equal(2, (await story.StatesAsync("reader@example.org")).Count(state => state == DeliveryState.Pending));

        // The messages that wait lie in their queue, which runs on real time: they are handed over as it would.
        story.Rig.Time.Advance(Within);
        provider.Dies = true;
        var changes = (await story.Rig.ChangesAsync()).ToDictionary(signal => signal.Actor);
        Task SendAsync(string actor) => story.Rig.Get<MailSending>().RunAsync(new(changes[actor].Id, [reader]), Cancellation);
        await Assert.ThrowsAsync<CrashException>(() => SendAsync("Finland"));
        provider.Dies = false;
        await SendAsync("Georgia");
        Assert.Equal(2, provider.Batches.Count);

        story.Rig.Time.Advance(TimeSpan.FromMinutes(6));
        await SendAsync("Finland");
        await SendAsync("Georgia");
        Assert.Equal(3, provider.Batches.Count);
        Assert.Equal(2, provider.Taken.Distinct().Count());
        Assert.Equal("Finland: NATO membership, favor -> neutral and 1 more", provider.Batches[2].Content.Subject);
        Assert.Contains("Georgia", provider.Batches[2].Content.Text, StringComparison.Ordinal);
        Assert.Equal([DeliveryState.Sent, DeliveryState.Sent, DeliveryState.Sent], await story.StatesAsync("reader@example.org"));
    }

    [Fact]
    public void A_turn_goes_waits_follows_or_is_over()
    {
        DailyTurn Turn(string signal, int day = 2) => new("reader", signal, new(2026, 3, day));
        var (first, lately) = MailedLately.Nothing.Take(Turn("a"), 3, Within, Now);
        Assert.Equal((TurnKind.Go, false), (first.Kind, first.Last));
        (var wait, lately) = lately.Take(Turn("b"), 3, Within, Now.AddMinutes(1));
        Assert.Equal((TurnKind.Wait, Now + Within), (wait.Kind, wait.Until));
        (var waitToo, lately) = lately.Take(Turn("c"), 3, Within, Now.AddMinutes(2));
        Assert.Equal(TurnKind.Wait, waitToo.Kind);
        (var joined, lately) = lately.Take(Turn("c"), 3, Within, Now + Within);
        Assert.Equal((TurnKind.Go, "b", true), (joined.Kind, Assert.Single(joined.With), joined.Last));
        Assert.Equal((TurnKind.Follow, "c"), (lately.Take(Turn("b"), 3, Within, Now + Within).Taken.Kind, lately.Take(Turn("b"), 3, Within, Now + Within).Taken.Lead));
        Assert.Equal(TurnKind.Over, lately.Take(Turn("d"), 3, Within, Now.AddHours(1)).Taken.Kind);
        Assert.Equal(TurnKind.Go, lately.Take(Turn("d", day: 3), 3, Within, Now.AddDays(1)).Taken.Kind);
        Assert.Same(lately, lately.Take(Turn("c", day: 3), 3, Within, Now.AddDays(1)).Next);
    }
}
