using Alerts.Pipeline.Delivery.Mails;
using MimeKit;
using MimeKit.Utils;

namespace Alerts.Pipeline.Delivery;

/// <summary>Makes a recipient's mail of a content. Pure.</summary>
internal static class MimeMail
{
    public static MimeMessage Of(MailContent content, MailRecipient recipient, MailboxAddress from, DateTimeOffset date)
    {
        var own = Own(content, recipient);
        var mail = new MimeMessage { Subject = own.Subject, Date = date };
        mail.From.Add(from);
        mail.To.Add(new MailboxAddress("", recipient.Address));
        foreach (var header in own.Headers)
        {
            if (header.Name.Equals("Message-ID", StringComparison.OrdinalIgnoreCase) && MimeUtils.ParseMessageId(header.Value) is { } id)
                mail.MessageId = id;
            else
                mail.Headers.Replace(header.Name, header.Value);
        }

        mail.Body = new MultipartAlternative(
            new TextPart("plain") { Text = own.Text },
            new TextPart("html") { Text = own.Html });
        // Lines of HTML are longer than mail may carry (RFC 5322 section 2.1.1), and a relay need not take eight bits.
        mail.Prepare(EncodingConstraint.SevenBit);
        return mail;
    }

    /// <summary>The content with a recipient's own texts in place of the marks.</summary>
    public static MailContent Own(MailContent content, MailRecipient recipient) => new(
        Fill(content.Subject, recipient),
        Fill(content.Html, recipient),
        Fill(content.Text, recipient),
        Own(content.Headers, recipient));

    /// <inheritdoc cref="Own(MailContent, MailRecipient)"/>
    public static IReadOnlyList<MailHeader> Own(IReadOnlyList<MailHeader> headers, MailRecipient recipient) =>
        [.. headers.Select(header => header with { Value = Fill(header.Value, recipient) })];

    private static string Fill(string text, MailRecipient recipient)
    {
        foreach (var (mark, own) in recipient.Marks)
            text = text.Replace(mark, own, StringComparison.Ordinal);
        return text;
    }
}
