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

    public static TheoryData<string> Mails => [.. MailExamples.Names];

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
        // What any server takes: ASCII in lines of 998 at most (RFC 5322 section 2.1.1).
        Assert.All(stream.ToArray(), one => Assert.InRange(one, (byte)'\n', (byte)'~'));
        Assert.All(Encoding.ASCII.GetString(stream.ToArray()).Split('\n'), line => Assert.InRange(line.Length, 0, 998));
        // And what was made is what a reader's client makes of it.
        stream.Position = 0;
        using var read = await MimeMessage.LoadAsync(stream, TestContext.Current.CancellationToken);
        Assert.Equal((content.Subject, content.Text, content.Html), (read.Subject, Lines(read.TextBody), Lines(read.HtmlBody)));
        Approved.Verify(Encoding.UTF8.GetString(stream.ToArray()), name + ".eml.txt");
        Approved.Verify(content.Html, name + ".html");
        Approved.Verify(content.Text, name + ".txt");
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task The_plain_text_stands_in_lines_that_a_terminal_shows_whole(string name)
    {
        var content = await MailExamples.ComposeAsync(composer, name);
        Assert.All(content.Text.Split('\n'), line => Assert.True(line.Length <= TextLines.Width || line.Trim().IndexOf(' ') < 0, line));
        Assert.DoesNotContain("\n>", content.Text, StringComparison.Ordinal);
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

    private static string? Lines(string? text) => text?.ReplaceLineEndings("\n");
}
