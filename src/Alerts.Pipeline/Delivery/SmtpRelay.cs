using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Alerts.Pipeline.Delivery;

/// <summary>Mails through an SMTP relay, over connections that are kept between batches.</summary>
internal sealed class SmtpRelay(IOptions<MailOptions> options, TimeProvider time) : IMailProvider, IDisposable
{
    /// <summary>How long a mail may take, connecting included; after it nobody knows whether it was taken.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A slow relay does not keep a worker from other mail.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(60);
    private const int MostIdle = 4;
    private const int MostLost = 2;

    private readonly ConcurrentBag<SmtpClient> idle = [];

    /// <summary>For tests whose relay signs its own certificate; null trusts what the system trusts.</summary>
    internal RemoteCertificateValidationCallback? Trust { get; init; }

    public int MostRecipients => 100;

    public void Dispose()
    {
        while (idle.TryTake(out var client))
            client.Dispose();
    }

    public async Task<MailReport> SendAsync(MailBatch batch, CancellationToken cancellation)
    {
        var from = MailboxAddress.Parse(options.Value.From);
        var outcomes = new List<MailOutcome>(batch.Recipients.Count);
        var (started, lost, away) = (time.GetTimestamp(), 0, "");
        SmtpClient? client = null;
        try
        {
            foreach (var recipient in batch.Recipients)
            {
                if (time.GetElapsedTime(started) > Budget || lost == MostLost || !batch.HasTimeFor(Patience, time.GetUtcNow()))
                {
                    away = lost == MostLost ? $"The relay {options.Value.Smtp.Host} keeps closing the connection." : $"The relay {options.Value.Smtp.Host} is too slow.";
                    break;
                }

                using var late = new CancellationTokenSource(Patience, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
                client ??= await RentAsync(either.Token);
                using var mail = MimeMail.Of(batch.Content, recipient, from, time.GetUtcNow());
                var outcome = await SendAsync(client, mail, recipient.Id, either.Token, cancellation);
                outcomes.Add(outcome);
                if (client.IsConnected && outcome.Fate != MailFate.InDoubt)
                    continue;
                client.Dispose();
                (client, lost) = (null, lost + 1);
            }
        }
        catch (Exception fault) when (IsAway(fault) || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            away = $"The relay {options.Value.Smtp.Host} cannot be used: {MaskedAddress.In(fault.Message)}";
        }
        finally
        {
            Return(client);
        }

        outcomes.AddRange(batch.Recipients.Skip(outcomes.Count).Select(recipient => new MailOutcome(recipient.Id, MailFate.Postponed, away)));
        return new(outcomes);
    }

    private static bool IsAway(Exception fault) => fault is SocketException or IOException or ProtocolException or CommandException or AuthenticationException
        or SslHandshakeException or ServiceNotConnectedException or NotSupportedException or TimeoutException;

    private async Task<SmtpClient> RentAsync(CancellationToken cancellation)
    {
        while (idle.TryTake(out var known))
        {
            try
            {
                await known.NoOpAsync(cancellation);
                return known;
            }
            catch (Exception gone) when (IsAway(gone))
            {
                // Relays close connections that rest; a new one is as good.
                known.Dispose();
            }
        }

        var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            if (Trust is { } trust)
                client.ServerCertificateValidationCallback = trust;
            await ConnectAsync(client, cancellation);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private void Return(SmtpClient? client)
    {
        if (client is { IsConnected: true } && idle.Count < MostIdle)
            idle.Add(client);
        else
            client?.Dispose();
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

    private static async Task<MailOutcome> SendAsync(SmtpClient client, MimeMessage mail, string id, CancellationToken either, CancellationToken cancellation)
    {
        try
        {
            return new(id, MailFate.Taken, MaskedAddress.In(await client.SendAsync(mail, either)));
        }
        catch (SmtpCommandException refused)
        {
            // 4xx is "not now", 5xx "never" (RFC 5321 section 4.2.1); a refused sender is the operator's to mend and no recipient's fault.
            var later = (int)refused.StatusCode is >= 400 and < 500 || refused.ErrorCode == SmtpErrorCode.SenderNotAccepted;
            return new(id, later ? MailFate.Postponed : MailFate.Refused, $"{(int)refused.StatusCode} {MaskedAddress.In(refused.Message)}");
        }
        catch (Exception lost) when (IsAway(lost) || (lost is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The relay may have had the whole mail before the connection went (RFC 5321 section 4.2.5).
            return new(id, MailFate.InDoubt, $"The connection was lost over the mail: {MaskedAddress.In(lost.Message)}");
        }
    }
}
