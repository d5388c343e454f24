using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Alerts.Tests.Azurite;

namespace Alerts.Tests.Pipeline.Polling;

public sealed class HostVisitTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_redirect_to_a_host_that_is_being_asked_waits_and_is_no_failure()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await using var publisher = await LoopbackFeeds.StartAsync();
        await using var other = await LoopbackFeeds.StartAsync();
        publisher.Answer("/feed", context =>
        {
            context.Response.Redirect(other["/feed"]);
            return Task.CompletedTask;
        });
        other.Publish("/feed", new Item("One", "https://well.example/1", rig.Time.GetUtcNow(), "Text."));
        var id = await rig.FollowAsync(publisher["/feed"]);
        var leases = rig.Get<HostLeases>();
        var host = new Uri(other["/"]).Authority;
        rig.Storage = new WithoutDelay();
        rig.Restart();
        Assert.Null(await leases.TryTakeAsync(host, TimeSpan.FromSeconds(90), Token));

        await rig.PollAsync();
        await rig.StepFeedsAsync();
        var waiting = (await rig.Get<FeedStore>().FindAsync(id, Token))?.Value;
        Assert.Equal((0, null, 0), (waiting?.Failures, waiting?.LastSuccess, other.Requests.Count));

        rig.Time.Advance(TimeSpan.FromSeconds(91));
        await rig.DrainAsync();
        Assert.Equal(rig.Time.GetUtcNow(), (await rig.Get<FeedStore>().FindAsync(id, Token))?.Value.LastSuccess);
        Assert.Empty(await rig.PoisonAsync(QueueNames.Feeds));
    }
}
