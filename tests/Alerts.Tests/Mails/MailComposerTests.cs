using Alerts.Pipeline.Delivery.Mails;
using Alerts.Pipeline.Web.Views;
using Alerts.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alerts.Tests.Mails;

public sealed class MailComposerTests : IDisposable
{
    private readonly MailComposer composer = new(Examples.Links, Examples.Letterhead, NullLoggerFactory.Instance);

    public void Dispose() => composer.Dispose();

    [Fact]
    public async Task A_change_reads_as_approved()
    {
        var mail = await composer.AlertAsync(Examples.Mail(Examples.Change));

        Approved.Verify(mail.Html, "change.html");
        Approved.Verify(mail.Text, "change.txt");
        Approved.Verify(string.Join('\n', mail.Headers.Select(header => $"{header.Name}: {header.Value}")), "change.headers.txt");
    }

    [Fact]
    public async Task A_statement_and_a_keyword_match_read_as_approved()
    {
        Approved.Verify((await composer.AlertAsync(Examples.Mail(Examples.Statement))).Text, "statement.txt");
        Approved.Verify((await composer.AlertAsync(Examples.Mail(Examples.Keyword))).Text, "keyword.txt");
        Approved.Verify((await composer.AlertAsync(Examples.Mail(Examples.Keyword))).Html, "keyword.html");
    }

    [Fact]
    public async Task A_confirmation_reads_as_approved()
    {
        var mail = await composer.ConfirmationAsync(new("c-1", ["Changes on NATO membership", "The query \u201Csteel AND tariffs\u201D"], Examples.Now, "token-of-the-request", 7));

        Approved.Verify(mail.Html, "confirmation.html");
        Approved.Verify(mail.Text, "confirmation.txt");
        Assert.DoesNotContain(mail.Headers, header => header.Name.StartsWith("List-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_link_to_ones_own_page_reads_as_approved()
    {
        var mail = await composer.LostLinkAsync(new("l-1", Examples.Now, "token-of-the-page"));

        Approved.Verify(mail.Html, "lost-link.html");
        Approved.Verify(mail.Text, "lost-link.txt");
    }

    [Fact]
    public async Task The_subject_states_the_change() =>
        Assert.Equal("Ukraine: NATO membership, favor -> neutral (conditional)", (await composer.AlertAsync(Examples.Mail(Examples.Change))).Subject);

    [Fact]
    public async Task The_same_model_gives_the_same_mail()
    {
        var first = await composer.AlertAsync(Examples.Mail(Examples.Change));
        var second = await composer.AlertAsync(Examples.Mail(Examples.Change));

        Assert.Equal((first.Subject, first.Html, first.Text), (second.Subject, second.Html, second.Text));
        Assert.Equal(first.Headers, second.Headers);
    }

    [Theory]
    [InlineData("line\r\nBcc: everyone@example.com", "line Bcc: everyone@example.com")]
    [InlineData("tab\there\u2028and\u0085there", "tab here and there")]
    [InlineData("  spaces   run ", "spaces run")]
    public async Task Nothing_from_an_article_starts_a_header_of_its_own(string hostile, string subjectEnd)
    {
        var signal = Examples.Keyword with { Sources = [Examples.Wire with { Title = hostile }] };
        var mail = await composer.AlertAsync(Examples.Mail(signal) with { DeliveryId = "d\r\nX: y", StoryId = hostile });

        Assert.EndsWith(": " + subjectEnd, mail.Subject, StringComparison.Ordinal);
        Assert.All(mail.Headers, header => Assert.DoesNotContain(header.Value, char.IsControl));
    }

    [Fact]
    public async Task What_an_article_says_is_text_and_never_markup()
    {
        const string Hostile = "<img src=x onerror=alert(1)>";
        var source = new SourceView(Hostile, Hostile, "javascript:alert(1)", null);
        var signal = Examples.Change with
        {
            Actor = Hostile,
            To = Examples.Change.To with { Proof = new Passage(Hostile, Hostile, Hostile), Source = source },
            Sources = [source, source],
        };

        var mail = await composer.AlertAsync(Examples.Mail(signal));

        Assert.DoesNotContain("<img", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:", mail.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_long_subject_is_cut_at_a_word() =>
        Assert.Equal("aaaa bbbb\u2026", MailHeaders.OneLine("aaaa bbbb cccc dddd", 12));
}
