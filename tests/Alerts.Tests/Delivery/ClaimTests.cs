using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Routing;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Alerts.Tests.Delivery.Routing;
using Alerts.Tests.Pipeline.Digests;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alerts.Tests.Delivery;

/// <summary>Who may send when: a claim holds for as long as anything that was begun under it.</summary>
public sealed class ClaimTests(AzuriteFixture azurite)
{
    private const int Readers = 20;
    private static readonly Watch Nato = new(WatchKind.Topic, "nato-membership");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The second provider takes few at once and is slow: twenty calls of 20 seconds are more than a lease of five minutes.</summary>
    [Fact]
    public async Task A_batch_that_takes_longer_than_its_claim_stops_in_time_and_nobody_gets_a_second_mail()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        var (first, second) = (new FakeProvider { Mood = MailFate.Postponed }, new FakeProvider(story.Rig.Time) { MostRecipients = 1, Takes = TimeSpan.FromSeconds(20) });
        var (changeId, readers) = await BookAsync(story);
        var store = story.Rig.Get<MailStateStore>();
        Assert.True(await store.TryPutAsync((await store.ReadAsync(Cancellation)).Health, new([], MovedAt: story.Rig.Time.GetUtcNow(), ProbedAt: story.Rig.Time.GetUtcNow().AddHours(1)), Cancellation));
        story.Rig.Mailer = new MailRoute(new(first, second), store, story.Rig.Time, NullLogger<MailRoute>.Instance);
        story.Rig.Restart();
        await using var other = story.Rig.Another();
        var within = false;
        second.Meanwhile = async () =>
        {
            // Another worker has the same message, as after a lease of the queue that ended too soon.
            if (within)
                return;
            within = true;
            await TryAsync(other.GetRequiredService<MailSending>(), new(changeId, readers));
            within = false;
        };

        for (var run = 0; run < 3; run++)
        {
            await TryAsync(story.Rig.Get<MailSending>(), new(changeId, readers));
            story.Rig.Time.Advance(TimeSpan.FromMinutes(6));
        }

        Assert.Equal(Readers, second.Taken.Distinct().Count());
        Assert.Equal(Readers, second.Taken.Count);
    }

    /// <summary>Storage does what it is asked, and its answer is lost on the way: the client asks again and hears that somebody else was faster.</summary>
    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_seen_through_after_its_lease()
    {
        await using var story = await DigestStory.StartAsync(azurite);
        var (changeId, readers) = await BookAsync(story);
        var lost = new LostAnswers();
        story.Rig.Storage = lost;
        story.Rig.Restart();
        lost.On = true;
        await TryAsync(story.Rig.Get<MailSending>(), new(changeId, readers));
        lost.On = false;
        Assert.NotEmpty(lost.Paths);
        var states = async () => (await story.Rig.Get<DeliveryStore>().FindAsync(changeId, readers, Cancellation)).Select(read => read.Value.State).Distinct();
        Assert.Equal([DeliveryState.Claimed], await states());

        // The message that looks again is in the queue, for after the lease.
        var waiting = (await story.Rig.Queue(QueueNames.Emails).GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount;
        Assert.Equal(1, waiting);
        story.Rig.Time.Advance(TimeSpan.FromMinutes(6));
        await TryAsync(story.Rig.Get<MailSending>(), new(changeId, readers));
        Assert.Equal([DeliveryState.Sent], await states());
        Assert.Equal(Readers, (await story.Rig.MailsAsync()).Count);
    }

    private static async Task TryAsync(MailSending sending, EmailsMessage message)
    {
        try
        {
            await sending.RunAsync(message, Cancellation);
        }
        catch (KnownOutage)
        {
            // Its rest goes round again: the test runs the message again by itself.
        }
    }

    private static async Task<(string ChangeId, IReadOnlyList<string> Readers)> BookAsync(DigestStory story)
    {
        var readers = new List<string>();
        for (var i = 0; i < Readers; i++)
            readers.Add(await story.EnrolAsync($"r{i}@example.org", new Wish(Nato)));
        await story.DetectAsync("change Ukraine nato-membership Favor Neutral");
        while (await story.Rig.NotifyAsync())
        {
        }

        await story.Rig.Queue(QueueNames.Emails).ClearMessagesAsync(Cancellation);
        return (Assert.Single(await story.Rig.ChangesAsync()).Id, readers);
    }

    /// <summary>Every batch of the deliveries' table is asked for twice.</summary>
    private sealed class LostAnswers : HttpPipelinePolicy
    {
        public bool On { get; set; }

        public List<string> Paths { get; } = [];

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (!On || !message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal))
                return;
            Paths.Add(message.Request.Uri.Path);
            message.Response.Dispose();
            await ProcessNextAsync(message, pipeline);
        }
    }
}
