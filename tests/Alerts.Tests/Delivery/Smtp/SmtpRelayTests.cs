using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Mails;
using Microsoft.Extensions.Options;

namespace Alerts.Tests.Delivery.Smtp;

public sealed class SmtpRelayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batches_share_one_encrypted_connection()
    {
        await using var relay = LoopbackRelay.Start();
        using var smtp = Provider(relay);
        Assert.All((await smtp.SendAsync(Batch("a", "b"), Cancellation)).Outcomes, outcome => Assert.Equal(MailFate.Taken, outcome.Fate));
        Assert.All((await smtp.SendAsync(Batch("c"), Cancellation)).Outcomes, outcome => Assert.Equal(MailFate.Taken, outcome.Fate));

        Assert.Equal(1, relay.Connections);
        Assert.Equal(["a@example.org", "b@example.org", "c@example.org"], relay.Book.Select(taken => taken.To));
        Assert.All(relay.Book, taken => Assert.True(taken.Encrypted));
        Assert.Equal(["d-a@example.org", "d-b@example.org", "d-c@example.org"], relay.Book.Select(taken => taken.Mail.MessageId));
    }

    [Fact]
    public async Task Each_recipient_is_taken_refused_or_tried_later_for_itself()
    {
        await using var relay = LoopbackRelay.Start();
        using var smtp = Provider(relay);
        relay.Replies["gone@example.org"] = "550 5.1.1 <gone@example.org>: no such user";
        relay.Replies["full@example.org"] = "452 4.2.2 mailbox full";
        var report = await smtp.SendAsync(Batch("a", "gone", "full", "b"), Cancellation);

        Assert.Equal([MailFate.Taken, MailFate.Refused, MailFate.Postponed, MailFate.Taken], report.Outcomes.Select(outcome => outcome.Fate));
        Assert.Contains("550", report.Outcomes[1].Detail, StringComparison.Ordinal);
        Assert.Contains("g\u2026@example.org", report.Outcomes[1].Detail, StringComparison.Ordinal);
        Assert.Equal(1, relay.Connections);
    }

    [Fact]
    public async Task No_mail_begins_that_could_outlive_its_claim()
    {
        await using var relay = LoopbackRelay.Start();
        using var smtp = Provider(relay);
        var report = await smtp.SendAsync(Batch("a", "b") with { Until = TimeProvider.System.GetUtcNow().AddSeconds(29) }, Cancellation);
        Assert.All(report.Outcomes, outcome => Assert.Equal(MailFate.Postponed, outcome.Fate));
        Assert.Equal(0, relay.Connections);
    }

    [Fact]
    public async Task A_connection_lost_over_a_mail_leaves_that_one_in_doubt_and_the_rest_goes_out()
    {
        await using var relay = LoopbackRelay.Start();
        using var smtp = Provider(relay);
        relay.Hangups["b@example.org"] = true;
        var report = await smtp.SendAsync(Batch("a", "b", "c"), Cancellation);

        Assert.Equal([MailFate.Taken, MailFate.InDoubt, MailFate.Taken], report.Outcomes.Select(outcome => outcome.Fate));
        Assert.Equal((2, 2), (relay.Connections, relay.Book.Count));
    }

    [Fact]
    public async Task A_relay_that_keeps_closing_gets_no_more_of_the_batch()
    {
        await using var relay = LoopbackRelay.Start();
        using var smtp = Provider(relay);
        foreach (var name in new[] { "a", "b", "c" })
            relay.Hangups[name + "@example.org"] = true;
        var report = await smtp.SendAsync(Batch("a", "b", "c", "d"), Cancellation);
        Assert.Equal([MailFate.InDoubt, MailFate.InDoubt, MailFate.Postponed, MailFate.Postponed], report.Outcomes.Select(outcome => outcome.Fate));
    }

    [Fact]
    public async Task Nothing_goes_in_the_clear_where_encryption_is_asked_for()
    {
        await using var relay = LoopbackRelay.Start(tls: false);
        using (var strict = Provider(relay))
            Assert.Equal(MailFate.Postponed, (await strict.SendAsync(Batch("a"), Cancellation)).Outcomes[0].Fate);
        Assert.Empty(relay.Book);
        using var lenient = Provider(relay, requireTls: false);
        Assert.Equal(MailFate.Taken, (await lenient.SendAsync(Batch("a"), Cancellation)).Outcomes[0].Fate);
    }

    [Fact]
    public async Task A_certificate_that_nobody_signed_is_not_trusted()
    {
        await using var relay = LoopbackRelay.Start();
        using var smtp = new SmtpRelay(Options(relay, requireTls: true), TimeProvider.System);
        Assert.Equal(MailFate.Postponed, (await smtp.SendAsync(Batch("a"), Cancellation)).Outcomes[0].Fate);
        Assert.Empty(relay.Book);
    }

    private static SmtpRelay Provider(LoopbackRelay relay, bool requireTls = true) =>
        new(Options(relay, requireTls), TimeProvider.System) { Trust = (_, certificate, _, _) => certificate?.GetCertHashString() == relay.Thumbprint };

    private static IOptions<MailOptions> Options(LoopbackRelay relay, bool requireTls) => Microsoft.Extensions.Options.Options.Create(
        new MailOptions { From = "Alerts <alerts@example.org>", Smtp = new() { Host = "127.0.0.1", Port = relay.Port, RequireTls = requireTls } });

    private static MailBatch Batch(params string[] names) => new(
        new("Subject", "<p>html</p>", "text", [new MailHeader("Message-ID", "<-id-@example.org>")]),
        [.. names.Select(name => new MailRecipient("d-" + name, name + "@example.org", new Dictionary<string, string> { ["-id-"] = "d-" + name }))]);
}
