using Alerts.Detection;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Subscriptions;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Alerts.Tests.Pipeline;

public sealed class DeliveryRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Watch Topic = new(WatchKind.Topic, "nato-membership");
    private static readonly Watch Actor = new(WatchKind.Actor, "Ukraine");

    [Fact]
    public void A_reader_who_watches_topic_and_actor_is_one_reader_with_both()
    {
        var page = ReaderPage.Join([[Watching("a", Topic), Watching("b", Topic)], [Watching("b", Actor)]], full: 10);
        Assert.Null(page.After);
        Assert.Equal([1, 2], page.Readers.Select(reader => reader.Count));
    }

    [Fact]
    public void A_page_ends_where_the_first_full_watch_ends_so_that_nobody_is_split_over_two()
    {
        var page = ReaderPage.Join([[Watching("a", Topic), Watching("c", Topic)], [Watching("b", Actor), Watching("d", Actor)]], full: 2);
        Assert.Equal("c", page.After);
        Assert.Equal(["a", "b", "c"], page.Readers.Select(reader => reader[0].SubscriberId));
    }

    [Theory]
    [InlineData(SignalKind.Change, false, 1, true)]
    [InlineData(SignalKind.Change, false, 2, false)]
    [InlineData(SignalKind.Statement, false, 1, false)]
    [InlineData(SignalKind.Statement, true, 1, true)]
    public void A_subscription_gets_what_it_asked_for(SignalKind kind, bool statements, int sources, bool wanted)
    {
        var signal = new Signal("id", kind, "Ukraine", "nato-membership", null, Position.Favor, Now, Now,
            [new("a", "f", "Outlet", "Title", null, null, Now, "", new("q", 0, 1, "r", null, null))]);
        Assert.Equal(wanted, ReaderPage.Wants(Watching("a", Topic) with { Statements = statements, LeastSources = sources }, signal));
        Assert.False(ReaderPage.Wants(Watching("a", Topic) with { Statements = true, Since = Now.AddSeconds(1) }, signal));
    }

    [Theory]
    [InlineData("""{"errors":[{"message":"bad","field":"personalizations.1.to.0.email"}]}""", new[] { 1 })]
    [InlineData("""{"errors":[{"message":"bad","field":"personalizations[0].to"},{"message":"bad","field":"personalizations.2.to"}]}""", new[] { 0, 2 })]
    [InlineData("""{"errors":[{"message":"bad","field":"from.email"}]}""", null)]
    [InlineData("""{"errors":[{"message":"bad","field":"personalizations.7.to"}]}""", null)]
    [InlineData("""{"errors":[{"message":"bad"}]}""", null)]
    [InlineData("oops", null)]
    public void A_bad_request_is_a_recipients_own_where_every_fault_names_one(string body, int[]? refused) =>
        Assert.Equal(refused, SendGridMail.RefusedOf(body, 3)?.Order());

    [Fact]
    public void Each_recipients_mail_has_its_own_texts_in_place_of_the_marks()
    {
        var content = new MailContent("Subject", "<a href=\"https://x.example/-token-\">leave</a>", "leave: -token-", [new("Message-ID", "<-id-@x.example>"), new("List-Unsubscribe", "<https://x.example/-token->")]);
        var mail = MimeMail.Of(content, new("d1", "reader@example.org", new Dictionary<string, string> { ["-token-"] = "abc", ["-id-"] = "d1" }), new("Alerts", "alerts@example.org"), Now);
        Assert.Equal(("d1@x.example", "<https://x.example/abc>", "leave: abc"), (mail.MessageId, mail.Headers["List-Unsubscribe"], mail.TextBody?.Trim()));
        Assert.Contains("/abc\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.IsType<MultipartAlternative>(mail.Body);
    }

    [Fact]
    public async Task A_relay_that_does_not_answer_postpones_every_mail()
    {
        var options = Options.Create(new MailOptions { From = "alerts@example.org", Smtp = new() { Host = "127.0.0.1", Port = 1 } });
        var batch = new MailBatch(new("s", "h", "t", []), [new("d1", "a@example.org", new Dictionary<string, string>()), new("d2", "b@example.org", new Dictionary<string, string>())]);
        var report = await new SmtpRelay(options, TimeProvider.System).SendAsync(batch, TestContext.Current.CancellationToken);
        Assert.Equal([MailFate.Postponed, MailFate.Postponed], report.Outcomes.Select(outcome => outcome.Fate));
    }

    [Theory]
    [InlineData("nobody", "1 Street", MailProvider.Outbox, "Mail__From")]
    [InlineData("Alerts <a@example.org>", "", MailProvider.Outbox, "Mail__PostalAddress")]
    [InlineData("Alerts <a@example.org>", "1 Street", MailProvider.Smtp, "Mail__Smtp__Host")]
    [InlineData("Alerts <a@example.org>", "1 Street", MailProvider.SendGrid, "Mail__SendGrid__ApiKey")]
    public void A_wrong_mail_setting_is_named(string from, string postal, MailProvider provider, string setting)
    {
        var result = new MailOptionsValidator().Validate(null, new() { From = from, PostalAddress = postal, Provider = provider });
        Assert.StartsWith(setting, Assert.Single(result.Failures!), StringComparison.Ordinal); // a failed result has failures
    }

    private static Subscription Watching(string subscriberId, Watch watch) => new(subscriberId, watch, MailTime.AtOnce, false, 1, Now);
}
