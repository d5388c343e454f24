using Alerts.Detection;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Pipeline.Ledger;

/// <summary>An operator puts right what was read wrongly.</summary>
public sealed class LedgerCorrectionTests(AzuriteFixture azurite)
{
    private const string Insist = "statement Ukraine nato-membership Favor";
    private const string Drop = "change Ukraine nato-membership Favor Neutral";
    private static readonly StanceKey Key = new("nato-membership", "Ukraine", null);
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_retraction_restores_what_was_held_and_reaches_who_was_alerted_and_nobody_else()
    {
        await using var rig = await ToldAsync();
        await rig.SubscribeAsync("newcomer@example.org", new Watch(WatchKind.Topic, "nato-membership"));
        var wrong = Assert.Single(await rig.ChangesAsync());

        var retraction = await Corrections(rig).ApplyAsync(new(Key, wrong.Id, null, "The quote was about Sweden."), Cancellation);
        await rig.DrainAsync();

        Assert.Equal((SignalKind.Retraction, Position.Favor, wrong.Id), (retraction.Kind, retraction.To, retraction.Corrects));
        Assert.Equal(
            """
            Ukraine nato-membership: Favor since 0
            9: Favor -> Neutral (Both) 2 of 2, corrected
            Retraction: Neutral -> Favor, The quote was about Sweden.
            mails: 2
            """.ReplaceLineEndings("\n"),
            await LedgerStoryTests.ToldAsync(rig));
        Assert.All(await rig.MailsAsync(), mail => Assert.Equal("reader@example.org", mail.To.Mailboxes.Single().Address));
        var history = Assert.Single(await rig.Get<LedgerStore>().TopicAsync("nato-membership", Cancellation)).History;
        Assert.Equal([null, retraction.Id, retraction.Id], history.Select(entry => entry.TakenBackBy));
    }

    [Fact]
    public async Task A_correction_puts_the_right_position_where_the_wrong_one_was()
    {
        await using var rig = await ToldAsync();
        var correction = await Corrections(rig).ApplyAsync(new(Key, null, Position.Against, "It was ruled out."), Cancellation);
        await rig.DrainAsync();

        Assert.Equal(SignalKind.Correction, correction.Kind);
        var now = await rig.Get<LedgerStore>().FindAsync(Key, Cancellation);
        Assert.Equal((Position.Against, Start.AddDays(9), correction.Id), (now!.Position, now.Since, now.SignalId));
        Assert.Equal(2, (await rig.MailsAsync()).Count);

        // What differs from the right position from now on is a change again.
        await LedgerStoryTests.ReportAsync(rig, 9, Start.AddDays(20), Start.AddDays(20), "one", wire: false, Insist);
        Assert.Equal(correction.Id, (await rig.ChangesAsync())[0].Replaces);
    }

    [Fact]
    public async Task Who_tells_it_again_within_its_time_is_taken_back_with_it()
    {
        await using var rig = await ToldAsync();
        await Corrections(rig).ApplyAsync(new(Key, null, null, "Misread."), Cancellation);
        await LedgerStoryTests.ReportAsync(rig, 9, Start.AddDays(11), Start.AddDays(11), "three", wire: false, Drop);
        await rig.DrainAsync();

        Assert.Equal(Position.Favor, (await rig.Get<LedgerStore>().FindAsync(Key, Cancellation))!.Position);
        Assert.Equal(2, (await rig.MailsAsync()).Count);
    }

    [Fact]
    public async Task Given_twice_or_by_two_operators_at_once_it_is_one()
    {
        await using var rig = await ToldAsync();
        var wrong = Assert.Single(await rig.ChangesAsync()).Id;
        await using var other = rig.Another();
        var fault = new LedgerFault(Key, wrong, null, "Misread.");
        var made = await Task.WhenAll(new[] { Corrections(rig), other.GetRequiredService<LedgerCorrections>() }.Select(async corrections =>
        {
            try
            {
                return (await corrections.ApplyAsync(fault, Cancellation)).Id;
            }
            catch (LedgerFaultException)
            {
                return null;
            }
        }));
        var again = await Corrections(rig).ApplyAsync(fault, Cancellation);
        await rig.DrainAsync();

        Assert.Equal(again.Id, Assert.Single(made.OfType<string>().Distinct()));
        Assert.Equal(2, (await rig.MailsAsync()).Count);
    }

    [Theory]
    [InlineData(null, "", "needs a reason")]
    [InlineData("0123456789abcdef0123456789abcdef", "x", "No signal has the id")]
    [InlineData(null, "x", "The ledger holds no position of Norway")]
    public async Task What_cannot_be_corrected_is_told_in_a_sentence(string? signalId, string reason, string sentence)
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var refused = await Assert.ThrowsAsync<LedgerFaultException>(() => Corrections(rig).ApplyAsync(new(Key with { Actor = "Norway" }, signalId, null, reason), Cancellation));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_crash_at_any_write_of_a_correction_is_mended_when_it_is_given_again(bool done)
    {
        for (var at = 1; ; at++)
        {
            await using var rig = await ToldAsync();
            var wrong = Assert.Single(await rig.ChangesAsync()).Id;
            var crash = new Crash(at, done);
            rig.Restart(crash);
            try
            {
                await Corrections(rig).ApplyAsync(new(Key, wrong, null, "Misread."), Cancellation);
            }
            catch (CrashException)
            {
            }

            rig.Restart();
            try
            {
                await Corrections(rig).ApplyAsync(new(Key, wrong, null, "Misread."), Cancellation);
            }
            catch (LedgerFaultException)
            {
                // All but its message was written: that is sent by recovery.
            }

            rig.Time.Advance(TimeSpan.FromMinutes(20));
            await rig.RecoverAsync();
            await rig.DrainAsync();
            var mails = (await rig.MailsAsync()).Count;
            var now = await rig.Get<LedgerStore>().FindAsync(Key, Cancellation);
            Assert.True((mails, now?.Position) == (2, Position.Favor), $"Crash {(done ? "after" : "before")} write {at}: {mails} mails, {now?.Position}");
            if (!crash.Happened)
                break;
            Assert.InRange(at, 1, 30);
        }
    }

    [Fact]
    public async Task A_correction_that_was_left_before_the_ledger_is_withdrawn_by_recovery()
    {
        await using var rig = await ToldAsync();
        var wrong = Assert.Single(await rig.ChangesAsync());
        // Its own row is the first write, the mark on the wrong signal the second.
        rig.Restart(new Crash(2, done: true));
        await Assert.ThrowsAsync<CrashException>(() => Corrections(rig).ApplyAsync(new(Key, wrong.Id, null, "Misread."), Cancellation));
        rig.Restart();
        rig.Time.Advance(TimeSpan.FromMinutes(20));
        await rig.RecoverAsync();
        await rig.DrainAsync();

        Assert.Null(Assert.Single(await rig.ChangesAsync()).CorrectedBy);
        Assert.Single(await rig.MailsAsync());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static LedgerCorrections Corrections(PipelineRig rig) => rig.Get<LedgerCorrections>();

    /// <summary>Ukraine insisted, and is said by two outlets to have dropped its bid; one reader was told.</summary>
    private async Task<PipelineRig> ToldAsync()
    {
        var rig = await PipelineRig.StartAsync(azurite);
        rig.Time.SetUtcNow(Start);
        await rig.SubscribeAsync("reader@example.org", new Watch(WatchKind.Topic, "nato-membership"));
        await LedgerStoryTests.ReportAsync(rig, 0, Start, Start, "one", wire: false, Insist);
        await LedgerStoryTests.ReportAsync(rig, 1, Start.AddDays(9), Start.AddDays(9), "one", wire: false, Drop);
        await LedgerStoryTests.ReportAsync(rig, 2, Start.AddDays(9), Start.AddDays(9), "two", wire: false, Drop);
        return rig;
    }
}
