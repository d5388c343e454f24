using System.Text.Json;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Telemetry;
using Alerts.Pipeline.Web.Handlers;
using Alerts.Tests.Azurite;
using Azure.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Pipeline;

public sealed class WorkStateTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task RecoverWork_emits_depth_age_and_poison_of_every_queue_and_the_age_of_the_last_poll()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await using var site = await LoopbackFeeds.StartAsync();
        using var measured = new Measured(rig.Get<AlertsMetrics>());
        site.Publish("/north", new Item("A quiet day", "https://north.example/1", rig.Time.GetUtcNow(), "Nothing happened."));
        await rig.FollowAsync(site["/north"]);
        await rig.RunAsync();
        await rig.Get<MessageQueues>().SendAsync(new ArticleMessage("gone"), Cancel);
        await rig.Get<MessageHandling>().RunAsync("SendEmails", new EmailsMessage("s", []), (_, _) => throw new PermanentFailure("No."), Cancel);
        rig.Time.Advance(TimeSpan.FromMinutes(90));

        await rig.RecoverAsync();

        Assert.Equal(1, measured.Last("alerts.queue.messages articles"));
        Assert.Equal(0, measured.Last("alerts.queue.messages feeds"));
        Assert.True(measured.Heard("alerts.queue.oldest articles"));
        Assert.Equal(1, measured.Last("alerts.poison.messages emails"));
        Assert.Equal(0, measured.Last("alerts.poison.messages articles"));
        Assert.Equal(TimeSpan.FromMinutes(90).TotalSeconds, measured.Last("alerts.poll.age"));
        Assert.Equal(0, measured.Last("alerts.feeds.failing"));
        Assert.Equal(1, measured.Last("alerts.mail.failures emails"));
    }

    [Fact]
    public async Task An_outage_of_the_mail_provider_counts_and_one_of_a_publisher_does_not()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        using var measured = new Measured(rig.Get<AlertsMetrics>());

        await rig.Get<MessageHandling>().RunAsync("SendEmails", new EmailsMessage("s", []), (_, _) => throw new KnownOutage("away"), Cancel);
        await rig.Get<MessageHandling>().RunAsync("FetchFeeds", new FeedsMessage("h", []), (_, _) => throw new KnownOutage("away"), Cancel);

        Assert.True(measured.Heard("alerts.mail.failures emails"));
        Assert.False(measured.Heard("alerts.mail.failures feeds"));
    }

    [Fact]
    public async Task Without_a_feed_no_poll_is_missed_and_with_one_that_never_succeeded_it_is()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        Assert.Null((await rig.Get<WorkReading>().ReadAsync(Cancel)).PollAge);

        await rig.FollowAsync("http://127.0.0.1:9/never");
        rig.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(TimeSpan.FromHours(2), (await rig.Get<WorkReading>().ReadAsync(Cancel)).PollAge);
        await rig.Get<FeedStore>().PauseAsync("http://127.0.0.1:9/never", Cancel);
        Assert.Null((await rig.Get<WorkReading>().ReadAsync(Cancel)).PollAge);
    }

    [Fact]
    public async Task Health_tells_figures_and_names_nobody()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await rig.FollowAsync("http://127.0.0.1:9/secret-feed");
        await rig.SubscribeAsync("reader@example.org");
        await rig.Get<MessageQueues>().SendAsync(new ArticleMessage("one"), Cancel);
        rig.Time.Advance(TimeSpan.FromMinutes(3));

        var (status, body) = await AskAsync(rig, "ready");

        Assert.Equal(StatusCodes.Status200OK, status);
        var health = JsonElement.Parse(body);
        Assert.Equal("ready", health.GetProperty("status").GetString());
        Assert.Equal(180, health.GetProperty("lastPollSecondsAgo").GetInt32());
        Assert.Equal(1, health.GetProperty("feeds").GetProperty("active").GetInt32());
        var queue = health.GetProperty("queues").GetProperty("articles");
        Assert.Equal((1, 0), (queue.GetProperty("messages").GetInt32(), queue.GetProperty("poison").GetInt32()));
        Assert.Equal(JsonValueKind.Number, queue.GetProperty("oldestSeconds").ValueKind);
        Assert.False(health.GetProperty("mail").GetProperty("stopped").GetBoolean());
        foreach (var secret in new[] { "secret-feed", "reader", "127.0.0.1", "AccountKey", "test0" })
            Assert.DoesNotContain(secret, body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Health_is_not_ready_where_storage_lacks_what_it_needs()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await rig.Queue(QueueNames.Emails).DeleteAsync(Cancel);

        var (status, body) = await AskAsync(rig, "ready");

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, status);
        Assert.Contains("\"unready\"", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("ClientId=7c4f0f5e-0000-0000-0000-000000000000", false)]
    [InlineData("Authorization=AAD", true)]
    [InlineData("ClientId=7c4f0f5e-0000-0000-0000-000000000000;Authorization=AAD", true)]
    public void Figures_are_signed_for_by_identity_where_the_host_is(string? setting, bool byIdentity)
    {
        var credential = MetricsExport.Credential(setting);

        Assert.Equal(byIdentity, credential is ManagedIdentityCredential);
    }

    private static async Task<(int Status, string Body)> AskAsync(PipelineRig rig, string? probe)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using var body = new MemoryStream();
        context.Response.Body = body;
        await (await rig.Get<HealthHandler>().GetAsync(probe, Cancel)).ExecuteAsync(context);
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
