using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Routing;
using Alerts.Tests.Azurite;
using Alerts.Tests.Delivery.SendGrid;
using Alerts.Tests.Delivery.Smtp;
using Alerts.Tests.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Alerts.Tests.Delivery.Routing;

/// <summary>From SendGrid to a relay and back, over sockets: SendGrid's SDK and MailKit against stand-ins on loopback.</summary>
public sealed class FailoverTests(AzuriteFixture azurite)
{
    private int mails;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("failing")]
    [InlineData("slow")]
    [InlineData("closing")]
    public async Task Mail_goes_by_the_relay_while_SendGrid_does_badly_and_by_SendGrid_again_when_probes_succeed(string trouble)
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await using var sendGrid = await SendGridStandIn.StartAsync();
        await using var relay = LoopbackRelay.Start(tls: false);
        var options = Options.Create(new MailOptions
        {
            From = "Alerts <alerts@example.org>",
            SendGrid = new() { ApiKey = SendGridStandIn.Key, Host = sendGrid.Address },
            Smtp = new() { Host = "127.0.0.1", Port = relay.Port, RequireTls = false },
        });
        using var first = new SendGridMail(options, rig.Time);
        using var second = new SmtpRelay(options, rig.Time);
        var route = new MailRoute(new(first, second), rig.Get<MailStateStore>(), rig.Time, NullLogger<MailRoute>.Instance);

        sendGrid.Always = trouble == "slow" ? null : context => trouble == "failing" ? SendGridStandIn.FailAsync(context, 500, (null, "internal")) : Close(context);
        sendGrid.AfterTaking = trouble == "slow" ? _ => Slow(rig) : null;
        for (var call = 0; call < FailoverRule.BadCalls; call++)
        {
            var fate = (await SendAsync(route)).Outcomes[0].Fate;
            Assert.Equal(trouble switch { "slow" => MailFate.Taken, "failing" => MailFate.Postponed, _ => MailFate.InDoubt }, fate);
            rig.Time.Advance(TimeSpan.FromSeconds(6)); // what SendGridMail leaves SendGrid alone for
        }

        var requests = sendGrid.Requests;
        Assert.All((await SendAsync(route, 3)).Outcomes, outcome => Assert.Equal(MailFate.Taken, outcome.Fate));
        Assert.Equal((requests, 3), (sendGrid.Requests, relay.Book.Count));

        // A probe that does badly leaves it so.
        rig.Time.Advance(FailoverRule.BetweenProbes);
        await SendAsync(route, 3);
        Assert.Equal(requests + 1, sendGrid.Requests);
        Assert.NotNull((await rig.Get<MailStateStore>().ReadAsync(Cancellation)).Health.Value.MovedAt);

        (sendGrid.Always, sendGrid.AfterTaking) = (null, null);
        for (var probe = 0; probe < FailoverRule.GoodProbes; probe++)
        {
            rig.Time.Advance(FailoverRule.BetweenProbes);
            Assert.All((await SendAsync(route, 2)).Outcomes, outcome => Assert.Equal(MailFate.Taken, outcome.Fate));
        }

        var (bySendGrid, byRelay) = (sendGrid.Book.Count, relay.Book.Count);
        await SendAsync(route, 5);
        Assert.Equal((bySendGrid + 5, byRelay), (sendGrid.Book.Count, relay.Book.Count));
        Assert.Null((await rig.Get<MailStateStore>().ReadAsync(Cancellation)).Health.Value.MovedAt);
        // Nobody had a mail from both.
        Assert.Empty(sendGrid.Book.Select(mail => mail.Address).Intersect(relay.Book.Select(mail => mail.To)));
    }

    private static Task Close(Microsoft.AspNetCore.Http.HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task Slow(PipelineRig rig)
    {
        rig.Time.Advance(FailoverRule.Slow + TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    private Task<MailReport> SendAsync(MailRoute route, int count = 1) => route.SendAsync(
        new(new("Subject", "<p>Text</p>", "Text", []), [.. Enumerable.Range(0, count).Select(_ => new MailRecipient($"d{++mails}", $"r{mails}@example.org", new Dictionary<string, string>()))]),
        Cancellation);
}
