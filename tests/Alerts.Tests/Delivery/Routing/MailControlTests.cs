using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Routing;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Alerts.Tests.Pipeline;
using Alerts.Tests.Pipeline.Digests;

namespace Alerts.Tests.Delivery.Routing;

public sealed class MailControlTests(AzuriteFixture azurite)
{
    private static readonly Watch Nato = new(WatchKind.Topic, "nato-membership");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stopped_mail_is_held_however_long_it_lasts_and_goes_when_it_is_resumed()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        var reader = await story.EnrolAsync("reader@example.org", new Wish(Nato));
        await story.EnrolAsync("daily@example.org", new Wish(Nato, MailTime.Daily));
        var control = story.Rig.Get<MailControl>();
        var stopped = await control.StopAsync("the text is wrong", Cancellation);
        Assert.Equal(stopped, await control.StopAsync("again", Cancellation));
        await story.ReportAsync("change Ukraine nato-membership Favor Neutral");
        story.Rig.Time.Advance(TimeSpan.FromDays(3));
        await story.Rig.SendDigestsAsync();
        await story.Rig.DrainAsync();
        Assert.Empty(await story.Rig.MailsAsync());
        Assert.Equal((true, "the text is wrong"), ((await control.StandingAsync(Cancellation)).Switch.Stopped, (await control.StandingAsync(Cancellation)).Switch.Reason));

        await control.ResumeAsync(Cancellation);
        // The message that is held lies in its queue; queues run on real time.
        Assert.Equal(1, (await story.Rig.Queue(QueueNames.Emails).GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount);
        await story.Rig.Get<MailSending>().RunAsync(new(Assert.Single(await story.Rig.ChangesAsync()).Id, [reader]), Cancellation);
        await story.Rig.SendDigestsAsync();
        await story.Rig.DrainAsync();
        Assert.Equal(["daily@example.org", "reader@example.org"], (await story.Rig.MailsAsync()).Select(mail => mail.To.Mailboxes.Single().Address).Order());
    }

    [Fact]
    public async Task A_dry_run_makes_and_books_and_sends_nothing()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        story.Rig.Set("Mail:DryRun", "true");
        story.Rig.Restart();
        await story.EnrolAsync("reader@example.org", new Wish(Nato));
        await story.ReportAsync("change Ukraine nato-membership Favor Neutral");
        Assert.Empty(await story.Rig.MailsAsync());
        Assert.Equal([DeliveryState.Sent], await story.StatesAsync("reader@example.org"));
    }

    [Fact]
    public async Task An_operator_tries_the_provider_out_even_while_mail_is_stopped()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var control = rig.Get<MailControl>();
        await control.StopAsync("", Cancellation);
        var test = Assert.Single(await control.TestAsync("operator@example.org", Cancellation));
        Assert.Equal((MailProvider.Outbox, MailFate.Taken), (test.Provider, test.Fate));
        Assert.Equal("Alerts: a test mail", Assert.Single(await rig.MailsAsync()).Subject);
    }
}
