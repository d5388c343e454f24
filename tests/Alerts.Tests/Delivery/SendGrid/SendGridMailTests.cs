using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Mails;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Alerts.Tests.Delivery.SendGrid;

/// <summary>Our provider, through SendGrid's SDK, against the stand-in.</summary>
public sealed class SendGridMailTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Now);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_readers_cost_one_request_and_each_has_links_of_their_own()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        using var mail = Provider(sendGrid);
        var report = await mail.SendAsync(Batch(1000), Cancellation);

        Assert.All(report.Outcomes, outcome => Assert.Equal((MailFate.Taken, "m1"), (outcome.Fate, outcome.Detail)));
        Assert.Equal((1, 1000), (sendGrid.Requests, sendGrid.Book.Count));
        var seventh = sendGrid.Book.ElementAt(7);
        Assert.Equal(("r7@example.org", "d7", "subscriber7", "signal"), (seventh.Address, seventh.DeliveryId, seventh.SubscriberId, seventh.SignalId));
        Assert.Equal("token7", (string?)seventh.Personalization["substitutions"]!["-token-"]);
        Assert.Equal("<https://alerts.example.org/unsubscribe?t=token7>", (string?)seventh.Personalization["headers"]!["List-Unsubscribe"]);
        Assert.Equal("<d7@example.org>", (string?)seventh.Personalization["headers"]!["Message-ID"]);
        var tracking = seventh.Request["tracking_settings"]!;
        Assert.Equal((false, false, false, false), (
            (bool)tracking["click_tracking"]!["enable"]!, (bool)tracking["click_tracking"]!["enable_text"]!, (bool)tracking["open_tracking"]!["enable"]!, (bool)tracking["subscription_tracking"]!["enable"]!));
    }

    [Fact]
    public async Task A_bad_address_fails_alone_and_the_rest_of_the_batch_goes_out()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        using var mail = Provider(sendGrid);
        var batch = Batch(5);
        var report = await mail.SendAsync(batch with { Recipients = [.. batch.Recipients.Select((one, i) => i is 1 or 3 ? one with { Address = "nobody" } : one)] }, Cancellation);

        Assert.DoesNotContain("@", report.Outcomes.Single(outcome => outcome.RecipientId == "d1").Detail, StringComparison.Ordinal);
        Assert.Equal(["d1", "d3"], report.Outcomes.Where(outcome => outcome.Fate == MailFate.Refused).Select(outcome => outcome.RecipientId).Order());
        Assert.Equal(["d0", "d2", "d4"], sendGrid.Book.Select(taken => taken.DeliveryId));
        Assert.Equal(2, sendGrid.Requests);
    }

    [Fact]
    public async Task A_fault_of_the_request_itself_is_everyones()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        using var mail = Provider(sendGrid);
        var batch = Batch(3);
        var report = await mail.SendAsync(batch with { Content = batch.Content with { Subject = "" } }, Cancellation);
        Assert.All(report.Outcomes, outcome => Assert.Equal(MailFate.Refused, outcome.Fate));
    }

    [Fact]
    public async Task What_is_too_large_at_once_goes_in_halves()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        using var mail = Provider(sendGrid);
        sendGrid.Next.Enqueue(context => SendGridStandIn.FailAsync(context, 413, (null, "content too large")));
        var report = await mail.SendAsync(Batch(4), Cancellation);
        Assert.All(report.Outcomes, outcome => Assert.Equal(MailFate.Taken, outcome.Fate));
        Assert.Equal((3, 4), (sendGrid.Requests, sendGrid.Book.Count));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_SendGrid_has_not_taken_is_sent_later(int status)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        using var mail = Provider(sendGrid);
        sendGrid.Next.Enqueue(context => SendGridStandIn.FailAsync(context, status, (null, "no")));
        var report = await mail.SendAsync(Batch(2), Cancellation);
        Assert.All(report.Outcomes, outcome => Assert.Equal(MailFate.Postponed, outcome.Fate));
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), report.Outcomes[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_is_waited_for_until_its_reset_and_all_workers_of_the_instance_wait()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        using var mail = Provider(sendGrid);
        sendGrid.Next.Enqueue(context => SendGridStandIn.TooManyAsync(context, Now.AddSeconds(8)));
        var first = mail.SendAsync(Batch(1), Cancellation);
        while (mail.Wait == TimeSpan.Zero)
            await Task.Yield();
        var others = new[] { mail.SendAsync(Batch(1), Cancellation), mail.SendAsync(Batch(1), Cancellation) };

        // However long real time goes on, nobody asks again before the reset.
        for (var second = 0; second < 20 && !Task.WhenAll([first, .. others]).IsCompleted; second++)
        {
            Assert.Equal(second < 8 ? 1 : sendGrid.Requests, sendGrid.Requests);
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(Task.WhenAll([first, .. others]), Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation));
        }

        Assert.All(await Task.WhenAll([first, .. others]), report => Assert.Equal(MailFate.Taken, report.Outcomes[0].Fate));
        Assert.Equal((4, 3), (sendGrid.Requests, sendGrid.Book.Count));
    }

    [Fact]
    public async Task A_long_wait_sends_the_message_round_and_spares_SendGrid_the_others()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        using var mail = Provider(sendGrid);
        sendGrid.Next.Enqueue(context => SendGridStandIn.TooManyAsync(context, Now.AddMinutes(5)));
        var report = await mail.SendAsync(Batch(1), Cancellation);
        Assert.Equal((MailFate.Postponed, TimeSpan.FromMinutes(5)), (report.Outcomes[0].Fate, report.RetryAfter));
        Assert.Equal(MailFate.Postponed, (await mail.SendAsync(Batch(1), Cancellation)).Outcomes[0].Fate);
        Assert.Equal(1, sendGrid.Requests);

        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(MailFate.Taken, (await mail.SendAsync(Batch(1), Cancellation)).Outcomes[0].Fate);
    }

    [Fact]
    public async Task A_request_that_hangs_and_a_connection_that_closes_leave_the_mail_in_doubt()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        using var mail = Provider(sendGrid, timeout: TimeSpan.FromMilliseconds(300));
        sendGrid.Next.Enqueue(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        Assert.Equal(MailFate.InDoubt, (await mail.SendAsync(Batch(1), Cancellation)).Outcomes[0].Fate);

        time.Advance(TimeSpan.FromMinutes(1));
        sendGrid.Next.Enqueue(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        Assert.Equal(MailFate.InDoubt, (await mail.SendAsync(Batch(1), Cancellation)).Outcomes[0].Fate);
        time.Advance(TimeSpan.FromMinutes(1));
        sendGrid.Next.Enqueue(context => SendGridStandIn.FailAsync(context, 504, (null, "gateway")));
        Assert.Equal(MailFate.InDoubt, (await mail.SendAsync(Batch(1), Cancellation)).Outcomes[0].Fate);
    }

    [Fact]
    public async Task No_request_begins_that_could_outlive_its_claim()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync();
        using var mail = Provider(sendGrid);
        Assert.Equal(MailFate.Postponed, (await mail.SendAsync(Batch(2) with { Until = Now.AddSeconds(29) }, Cancellation)).Outcomes[1].Fate);
        Assert.Equal(0, sendGrid.Requests);

        // Nor is a limit waited for that leaves no time for the request behind it.
        sendGrid.Next.Enqueue(context => SendGridStandIn.TooManyAsync(context, Now.AddSeconds(15)));
        Assert.Equal(MailFate.Postponed, (await mail.SendAsync(Batch(2) with { Until = Now.AddSeconds(44) }, Cancellation)).Outcomes[1].Fate);
        Assert.Equal((1, 0), (sendGrid.Requests, sendGrid.Book.Count));
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(MailFate.Taken, (await mail.SendAsync(Batch(2) with { Until = Now.AddSeconds(45) }, Cancellation)).Outcomes[1].Fate);
    }

    [Fact]
    public async Task Who_cannot_be_reached_has_nothing()
    {
        using var mail = new SendGridMail(Options.Create(new MailOptions { From = "alerts@example.org", SendGrid = new() { ApiKey = "k", Host = new("http://127.0.0.1:1") } }), time);
        Assert.Equal(MailFate.Postponed, (await mail.SendAsync(Batch(1), Cancellation)).Outcomes[0].Fate);
    }

    private SendGridMail Provider(SendGridStandIn sendGrid, TimeSpan? timeout = null) => new(
        Options.Create(new MailOptions
        {
            From = "Alerts <alerts@example.org>",
            SendGrid = new() { ApiKey = SendGridStandIn.Key, Host = sendGrid.Address, Timeout = timeout ?? TimeSpan.FromSeconds(30) },
        }),
        time);

    private static MailBatch Batch(int count) => new(
        new("Subject", "<p>-token-</p>", "-token-", [new MailHeader("Message-ID", "<-id-@example.org>"), new MailHeader("List-Unsubscribe", "<https://alerts.example.org/unsubscribe?t=-token->")]),
        [.. Enumerable.Range(0, count).Select(i => new MailRecipient(
            $"d{i}", $"r{i}@example.org", new Dictionary<string, string> { ["-token-"] = $"token{i}", ["-id-"] = $"d{i}" }, $"subscriber{i}", "signal"))]);
}
