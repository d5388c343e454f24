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
    public async Task What_a_form_asked_for_is_no_list_mail() =>
        Assert.DoesNotContain((await MailExamples.ComposeAsync(composer, "confirmation")).Headers, header => header.Name.StartsWith("List-", StringComparison.Ordinal));

    [Fact]
    public async Task The_subject_states_the_change() =>
        Assert.Equal("Ukraine: NATO membership, favor -> neutral (conditional)", (await composer.AlertAsync(Examples.Mail(Examples.Change))).Subject);

    [Theory]
    [InlineData("correction")]
    [InlineData("retraction")]
    public async Task What_was_wrong_is_not_quoted_as_proof_of_what_holds(string name)
    {
        var mail = await MailExamples.ComposeAsync(composer, name);
        Assert.Matches(@"What holds: favor\n\nTold by mistake: neutral \(conditional\), as of 14 Mar 2026\n.Ukraine has \*dropped", mail.Text);
        Assert.DoesNotContain("Also reported by", mail.Text + mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_story_is_cut_and_not_where_it_moved()
    {
        var mail = await MailExamples.ComposeAsync(composer, "long");
        Assert.EndsWith("\u2026, favor -> neutral (conditional)", mail.Subject, StringComparison.Ordinal);
        Assert.InRange(mail.Subject.Length, 100, 180);
    }

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
