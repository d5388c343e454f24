using System.Text;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Mails;
using Alerts.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace Alerts.Tests.Mails;

/// <summary>Every mail as it goes over the wire.</summary>
public sealed class FullMimeTests : IDisposable
{
    private readonly MailComposer composer = new(Examples.Links, Examples.Letterhead, NullLoggerFactory.Instance);

    public static TheoryData<string> Mails => ["change", "statement", "keyword", "correction", "alerts", "last-of-the-day", "digest", "confirmation", "lost-link", "test-mail"];

    public void Dispose() => composer.Dispose();

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task A_mail_reads_as_approved_in_full(string name)
    {
        var content = await MailExamples.ComposeAsync(composer, name);
        using var mail = MimeMail.Of(content, new("delivery", "reader@example.org", new Dictionary<string, string>()), new MailboxAddress("Alerts", "alerts@example.org"), Examples.Now);
        ((Multipart)mail.Body!).Boundary = "boundary"; // made by MimeMail; a random one is the only thing that differs
        using var stream = new MemoryStream();
        await mail.WriteToAsync(stream, TestContext.Current.CancellationToken);
        Approved.Verify(Encoding.UTF8.GetString(stream.ToArray()), name + ".eml.txt");
        Assert.Contains("text/plain", mail.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task No_mail_spies_on_its_reader_or_grows_beyond_what_clients_show(string name)
    {
        var content = await MailExamples.ComposeAsync(composer, name);
        Assert.DoesNotContain("<img", content.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http-equiv", content.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", content.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(content.Headers, header => header is { Name: "Auto-Submitted", Value: "auto-generated" });
        Assert.Contains(Examples.Letterhead.PostalAddress, content.Html, StringComparison.Ordinal);
        Assert.Contains(Examples.Letterhead.PostalAddress, content.Text, StringComparison.Ordinal);
        // Some clients cut a mail beyond 102 KB.
        Assert.InRange(Encoding.UTF8.GetByteCount(content.Html), 1, 100_000);
    }
}
