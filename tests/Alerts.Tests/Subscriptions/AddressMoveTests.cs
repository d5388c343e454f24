using Alerts.Feeds.Dedupe;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Alerts.Tests.Pipeline;

namespace Alerts.Tests.Subscriptions;

/// <summary>A reader changes address while mail is under way: each signal is mailed once, to one of the two.</summary>
public sealed class AddressMoveTests(AzuriteFixture azurite)
{
    private const string Old = "old@example.org";
    private const string New = "new@example.org";
    private static readonly Watch Nato = new(WatchKind.Topic, "nato-membership");

    [Fact]
    public async Task A_signal_after_the_move_goes_to_the_new_address()
    {
        await using var story = await Story.StartAsync(azurite);
        await story.MoveAsync();
        await story.ReportAsync("one");
        await story.Rig.DrainAsync();
        Assert.Equal([New], await story.MailedAsync());
    }

    [Fact]
    public async Task A_signal_that_was_mailed_before_is_not_mailed_again_for_a_further_source_after()
    {
        await using var story = await Story.StartAsync(azurite);
        await story.ReportAsync("one");
        await story.Rig.DrainAsync();
        await story.MoveAsync();
        await story.ReportAsync("two");
        await story.Rig.DrainAsync();
        Assert.Equal([Old], await story.MailedAsync());
    }

    [Fact]
    public async Task What_was_booked_before_and_not_sent_goes_to_the_new_address()
    {
        await using var story = await Story.StartAsync(azurite);
        await story.ReportAsync("one");
        await story.Rig.NotifyAsync();
        await story.MoveAsync();
        await story.Rig.DrainAsync();
        Assert.Equal([New], await story.MailedAsync());
    }

    [Fact]
    public async Task What_the_provider_is_taking_while_the_reader_moves_goes_to_the_old_address_alone()
    {
        await using var story = await Story.StartAsync(azurite);
        var provider = new Calling();
        story.Rig.Mailer = provider;
        story.Rig.Restart();
        await story.ReportAsync("one");
        provider.During = async () =>
        {
            await story.MoveAsync();
            // A page of readers that was read before the move and is booked after it has the new address too.
            await story.BookAsync(New);
            await story.Rig.Get<MailSending>().RunAsync(new(await story.SignalAsync(), [story.NewId]), story.Cancellation);
        };
        await story.Rig.DrainAsync();
        Assert.Equal([Old], provider.Taken);

        // Its turn comes again when the claim of the other has ended.
        story.Rig.Time.Advance(TimeSpan.FromMinutes(6));
        await story.Rig.Get<MailSending>().RunAsync(new(await story.SignalAsync(), [story.NewId]), story.Cancellation);
        Assert.Equal([Old], provider.Taken);
        Assert.Equal(DeliveryState.Skipped, await story.StateAsync(story.NewId));
    }

    [Fact]
    public async Task A_worker_that_ends_before_it_mails_the_old_address_leaves_the_mail_to_the_new_one()
    {
        await using var story = await Story.StartAsync(azurite);
        var provider = new Calling();
        story.Rig.Mailer = provider;
        story.Rig.Restart();
        await story.ReportAsync("one");
        provider.During = () => throw new CrashException();
        await Assert.ThrowsAsync<CrashException>(story.Rig.DrainAsync);
        provider.During = null;
        await story.MoveAsync();
        story.Rig.Time.Advance(TimeSpan.FromMinutes(6));
        await story.Rig.DrainAsync();
        Assert.Equal([New], provider.Taken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_both_were_booked_in_the_midst_of_the_move_one_is_mailed(bool oldFirst)
    {
        await using var story = await Story.StartAsync(azurite);
        await story.MoveAsync();
        await story.ReportAsync("one");
        // As a page of readers has it that was read while both were subscribed.
        await story.BookAsync(Old);
        await story.BookAsync(New);
        var signal = await story.SignalAsync();
        foreach (var id in oldFirst ? new[] { story.OldId, story.NewId } : [story.NewId, story.OldId])
            await story.Rig.Get<MailSending>().RunAsync(new(signal, [id]), story.Cancellation);
        await story.Rig.DrainAsync();
        Assert.Equal([New], await story.MailedAsync());
        Assert.Equal((DeliveryState.Skipped, DeliveryState.Sent), (await story.StateAsync(story.OldId), await story.StateAsync(story.NewId)));
    }

    [Fact]
    public async Task What_waited_for_the_digest_comes_with_the_digest_of_the_new_address()
    {
        await using var story = await Story.StartAsync(azurite, MailTime.Daily);
        await story.ReportAsync("one");
        await story.Rig.DrainAsync();
        await story.MoveAsync();
        story.Rig.Time.Advance(TimeSpan.FromDays(1.5));
        await story.Rig.SendDigestsAsync();
        await story.Rig.DrainAsync();
        Assert.Equal([New], await story.MailedAsync());
        Assert.Contains("Digest", Assert.Single(await story.Rig.MailsAsync()).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_that_is_due_goes_to_the_new_address_unless_the_provider_is_taking_it()
    {
        await using var story = await Story.StartAsync(azurite, MailTime.Daily);
        await story.ReportAsync("one");
        await story.Rig.DrainAsync();
        story.Rig.Time.Advance(TimeSpan.FromDays(1.5));
        await story.MoveAsync();
        await story.Rig.SendDigestsAsync();
        await story.Rig.DrainAsync();
        Assert.Empty(await story.MailedAsync());
        story.Rig.Time.Advance(TimeSpan.FromDays(1.5));
        await story.Rig.SendDigestsAsync();
        await story.Rig.DrainAsync();
        Assert.Equal([New], await story.MailedAsync());

        await using var other = await Story.StartAsync(azurite, MailTime.Daily);
        var provider = new Calling();
        other.Rig.Mailer = provider;
        other.Rig.Restart();
        await other.ReportAsync("one");
        await other.Rig.DrainAsync();
        other.Rig.Time.Advance(TimeSpan.FromDays(1.5));
        provider.During = other.MoveAsync;
        for (var day = 0; day < 3; day++)
        {
            await other.Rig.SendDigestsAsync();
            await other.Rig.DrainAsync();
            other.Rig.Time.Advance(TimeSpan.FromDays(1.5));
        }

        Assert.Equal([Old], provider.Taken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_crash_at_any_write_of_the_confirmation_loses_no_mail_and_doubles_none(bool done)
    {
        for (var at = 1; ; at++)
        {
            await using var story = await Story.StartAsync(azurite);
            await story.ReportAsync("one");
            await story.Rig.NotifyAsync();
            var token = await story.AskAsync();
            var crash = new Crash(at, done);
            story.Rig.Restart(crash);
            try
            {
                await story.ConfirmAsync(token);
            }
            catch (CrashException)
            {
            }

            story.Rig.Restart();
            await story.Rig.DrainAsync();
            await story.ConfirmAsync(token);
            await story.Rig.DrainAsync();
            var where = $"crash {(done ? "after" : "before")} write {at}";
            Assert.True((await story.MailedAsync()).Count == 1, where);
            await story.WalkBackAsync();
            await story.Rig.DrainAsync();
            var mailed = await story.MailedAsync();
            Assert.True(mailed.Count == 2 && mailed.Contains(New), $"{where}: {string.Join(", ", mailed)}");
            Assert.Null(await story.Rig.Get<SubscriberStore>().FindAsync(story.OldId, story.Cancellation));
            if (!crash.Happened)
                break;
            Assert.InRange(at, 1, 40);
        }
    }

    [Fact]
    public async Task The_former_address_is_forgotten_within_two_days()
    {
        await using var story = await Story.StartAsync(azurite);
        await story.MoveAsync();
        Assert.Equal([story.OldId], (await story.ReaderAsync()).Formerly.Select(former => former.Id));
        for (var day = 0; day < 3; day++)
        {
            story.Rig.Time.Advance(TimeSpan.FromDays(1.1));
            await story.Rig.Get<Alerts.Pipeline.ExpiredPurge>().RunAsync(story.Cancellation);
        }

        Assert.Empty((await story.ReaderAsync()).Formerly);
        Assert.Empty(await story.Rig.Get<SuppressionStore>().MovedAsync([story.OldId], story.Cancellation));
        Assert.True(await story.Rig.Get<SuppressionStore>().IsSuppressedAsync(story.OldId, story.Cancellation));
    }

    /// <summary>Does something while it is handed mail.</summary>
    private sealed class Calling : IMailProvider
    {
        public Func<Task>? During { get; set; }

        public List<string> Taken { get; } = [];

        public int MostRecipients => 100;

        public async Task<MailReport> SendAsync(MailBatch batch, CancellationToken cancellation)
        {
            var during = During;
            During = null;
            if (during is not null)
                await during();
            Taken.AddRange(batch.Recipients.Select(recipient => recipient.Address));
            return new([.. batch.Recipients.Select(recipient => new MailOutcome(recipient.Id, MailFate.Taken, null))]);
        }
    }

    private sealed class Story : IAsyncDisposable
    {
        private int articles;

        private Story(PipelineRig rig, string oldId, string newId) => (Rig, OldId, NewId) = (rig, oldId, newId);

        public PipelineRig Rig { get; }

        public string OldId { get; }

        public string NewId { get; }

        public CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

        public static async Task<Story> StartAsync(AzuriteFixture azurite, MailTime when = MailTime.AtOnce)
        {
            var rig = await PipelineRig.StartAsync(azurite);
            var id = await rig.Get<Enrolment>().EnrolAsync(Old, [new Wish(Nato, when)], TestContext.Current.CancellationToken);
            return new(rig, id, await rig.Get<AddressHash>().SubscriberAsync(New, TestContext.Current.CancellationToken));
        }

        public async Task<string> AskAsync()
        {
            var read = await Rig.Get<SubscriberStore>().FindAsync(OldId, Cancellation);
            return await Rig.Get<Enrolment>().NewConfirmationAsync(await Rig.Get<OwnPage>().MoveAsync(read!, New, Cancellation), Cancellation); // enrolled at the start
        }

        public Task<bool> ConfirmAsync(string token) => Rig.Get<Enrolment>().ConfirmAsync(token, "", "", Cancellation);

        public async Task MoveAsync()
        {
            Rig.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.True(await ConfirmAsync(await AskAsync()));
            Rig.Time.Advance(TimeSpan.FromMinutes(1));
        }

        public Task ReportAsync(string outlet) => ReportAsync(outlet, "change Ukraine nato-membership Favor Neutral");

        public async Task WalkBackAsync()
        {
            Rig.Time.Advance(TimeSpan.FromHours(1));
            await ReportAsync("two", "change Ukraine nato-membership Neutral Favor");
        }

        public async Task BookAsync(string address) => await Rig.Get<DeliveryStore>().BookAsync(
            [new(await SignalAsync(), address == Old ? OldId : NewId, DeliveryState.Pending, [Nato], Rig.Time.GetUtcNow())], Cancellation);

        public async Task<string> SignalAsync() => (await Rig.ChangesAsync())[0].Id;

        public async Task<DeliveryState> StateAsync(string id) => Assert.Single(await Rig.Get<DeliveryStore>().FindAsync(await SignalAsync(), [id], Cancellation)).Value.State;

        public async Task<Subscriber> ReaderAsync() => (await Rig.Get<SubscriberStore>().FindAsync(NewId, Cancellation))!.Value; // moved before

        public async Task<IReadOnlyList<string>> MailedAsync() => [.. (await Rig.MailsAsync()).SelectMany(mail => mail.To.Mailboxes).Select(mailbox => mailbox.Address)];

        public async ValueTask DisposeAsync() => await Rig.DisposeAsync();

        private async Task ReportAsync(string outlet, string finding)
        {
            var now = Rig.Time.GetUtcNow();
            var text = $"Words that only {outlet} has, number {++articles}.\n{finding}";
            var article = new Article(Ids.Article($"https://{outlet}.example/{articles}"), "feed", outlet, "A headline", $"https://{outlet}.example/{articles}", now, now, "en", TextSketch.Of(text).ToString(), Quiet: false);
            await Rig.Get<ArticleTexts>().PutAsync(article.Id, text, Cancellation);
            await Rig.Get<ArticleStore>().TryInsertAsync(article, Cancellation);
            await Rig.Get<SignalDetection>().RunAsync(new(article.Id), Cancellation);
        }
    }
}
