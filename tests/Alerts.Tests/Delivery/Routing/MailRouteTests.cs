using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Routing;
using Alerts.Tests.Azurite;
using Alerts.Tests.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alerts.Tests.Delivery.Routing;

public sealed class MailRouteTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sending_moves_over_when_the_first_keeps_failing_and_back_when_probes_succeed_for_all_instances()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var (first, second) = (new FakeProvider { Mood = MailFate.Postponed }, new FakeProvider { MostRecipients = 2 });
        MailRoute Instance() => new(new(first, second), rig.Get<MailStateStore>(), rig.Time, NullLogger<MailRoute>.Instance);
        var (one, other) = (Instance(), Instance());

        foreach (var route in new[] { one, other, one })
            Assert.All((await route.SendAsync(Batch(3), Cancellation)).Outcomes, outcome => Assert.Equal(MailFate.Postponed, outcome.Fate));
        Assert.Equal((3, 0), (first.Calls, second.Calls));

        // Both instances know, and the second provider takes two at once.
        Assert.All((await other.SendAsync(Batch(3), Cancellation)).Outcomes, outcome => Assert.Equal(MailFate.Taken, outcome.Fate));
        Assert.Equal((3, 2), (first.Calls, second.Calls));

        // A probe that fails costs its reader nothing.
        rig.Time.Advance(FailoverRule.BetweenProbes);
        Assert.All((await one.SendAsync(Batch(3), Cancellation)).Outcomes, outcome => Assert.Equal(MailFate.Taken, outcome.Fate));
        Assert.Equal((4, 6), (first.Calls, second.Taken.Count));

        first.Mood = MailFate.Taken;
        for (var probe = 0; probe < FailoverRule.GoodProbes; probe++)
        {
            rig.Time.Advance(FailoverRule.BetweenProbes);
            var report = await one.SendAsync(Batch(3), Cancellation);
            Assert.Equal(["d0", "d1", "d2"], report.Outcomes.Select(outcome => outcome.RecipientId).Order());
            await other.SendAsync(Batch(1), Cancellation);
        }

        Assert.Equal(3 + 1, first.Taken.Count); // three probes, and the last mail of the other instance
        await other.SendAsync(Batch(3), Cancellation);
        Assert.Equal(7, first.Taken.Count);
    }

    [Fact]
    public async Task Slowing_down_is_failing_too()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var (first, second) = (new FakeProvider(rig.Time) { Takes = TimeSpan.FromSeconds(40) }, new FakeProvider());
        var route = new MailRoute(new(first, second), rig.Get<MailStateStore>(), rig.Time, NullLogger<MailRoute>.Instance);
        for (var call = 0; call < 4; call++)
            await route.SendAsync(Batch(1), Cancellation);
        Assert.Equal((3, 1), (first.Calls, second.Calls));
    }

    [Fact]
    public void Calls_out_of_the_window_are_forgotten_and_a_few_faults_among_many_move_nothing()
    {
        var now = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var health = RouteHealth.Good;
        for (var i = 0; i < 30; i++)
            health = FailoverRule.After(health, new(now.AddSeconds(i), Bad: i % 3 == 0));
        Assert.Null(health.MovedAt);
        Assert.False(FailoverRule.Matters(health, new(now + FailoverRule.Window * 2, Bad: false)));
        Assert.Single(FailoverRule.After(health, new(now + FailoverRule.Window * 2, Bad: true)).Calls);
    }

    private static MailBatch Batch(int count) => new(
        new("s", "h", "t", []), [.. Enumerable.Range(0, count).Select(i => new MailRecipient($"d{i}", $"r{i}@example.org", new Dictionary<string, string>()))]);
}
