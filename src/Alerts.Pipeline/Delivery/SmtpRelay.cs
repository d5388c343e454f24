using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Alerts.Pipeline.Delivery;

/// <summary>Mails through an SMTP relay, a connection a batch.</summary>
internal sealed class SmtpRelay(IOptions<MailOptions> options, TimeProvider time) : IMailProvider
{
    public int MostRecipients => 100;

    public async Task<MailReport> SendAsync(MailBatch batch, CancellationToken cancellation)
    {
        var from = MailboxAddress.Parse(options.Value.From);
        var outcomes = new List<MailOutcome>(batch.Recipients.Count);
        using var client = new SmtpClient { Timeout = 30_000 };
        try
        {
            await ConnectAsync(client, cancellation);
            foreach (var recipient in batch.Recipients)
                outcomes.Add(await SendAsync(client, MimeMail.Of(batch.Content, recipient, from, time.GetUtcNow()), recipient.Id, cancellation));
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception away) when (away is SocketException or IOException or ProtocolException or CommandException or AuthenticationException
            or SslHandshakeException or ServiceNotConnectedException or NotSupportedException or TimeoutException)
        {
            outcomes.AddRange(batch.Recipients.Skip(outcomes.Count)
                .Select(recipient => new MailOutcome(recipient.Id, MailFate.Postponed, $"The relay {options.Value.Smtp.Host} cannot be used: {away.Message}")));
        }

        return new(outcomes);
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellation)
    {
        var smtp = options.Value.Smtp;
        var security = smtp switch
        {
            { Port: 465 } => SecureSocketOptions.SslOnConnect,
            { RequireTls: true } => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.StartTlsWhenAvailable,
        };
        await client.ConnectAsync(smtp.Host, smtp.Port, security, cancellation);
        if (smtp.User.Length > 0)
            await client.AuthenticateAsync(smtp.User, smtp.Password, cancellation);
    }

    private static async Task<MailOutcome> SendAsync(SmtpClient client, MimeMessage mail, string id, CancellationToken cancellation)
    {
        try
        {
            return new(id, MailFate.Taken, await client.SendAsync(mail, cancellation));
        }
        catch (SmtpCommandException refused)
        {
            // 4xx is "not now", 5xx "never" (RFC 5321 section 4.2.1).
            var fate = (int)refused.StatusCode is >= 400 and < 500 ? MailFate.Postponed : MailFate.Refused;
            return new(id, fate, $"{(int)refused.StatusCode} {refused.Message}");
        }
    }
}
