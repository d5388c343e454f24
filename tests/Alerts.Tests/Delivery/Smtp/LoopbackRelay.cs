using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Alerts.Tests.Delivery.Smtp;

/// <summary>An SMTP server on loopback (RFC 5321, STARTTLS of RFC 3207): takes mail, or replies as a test says.</summary>
internal sealed class LoopbackRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;
    private int connections;

    private LoopbackRelay(bool tls)
    {
        certificate = tls ? Certificate() : null;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Of its own certificate; null without one.</summary>
    public string? Thumbprint => certificate?.Thumbprint;

    public int Connections => connections;

    /// <summary>Replies to RCPT, by address.</summary>
    public ConcurrentDictionary<string, string> Replies { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Addresses whose mail is read whole, and the connection closed without a reply.</summary>
    public ConcurrentDictionary<string, bool> Hangups { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ConcurrentQueue<(MimeMessage Mail, string To, bool Encrypted)> Book { get; } = new();

    public static LoopbackRelay Start(bool tls = true) => new(tls);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        certificate?.Dispose();
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(end.Token);
                Interlocked.Increment(ref connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        var (reader, to, encrypted) = (new StreamReader(stream, Encoding.Latin1), "", false);
        await SayAsync(stream, "220 loopback ready");
        while (await reader.ReadLineAsync(end.Token) is { } line)
        {
            var verb = line.Split(' ', 2)[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    await SayAsync(stream, certificate is not null && !encrypted ? "250-loopback\r\n250-STARTTLS\r\n250 8BITMIME" : "250-loopback\r\n250 8BITMIME");
                    break;
                case "STARTTLS" when certificate is not null:
                    await SayAsync(stream, "220 go ahead");
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, end.Token);
                    (stream, reader, encrypted) = (secure, new StreamReader(secure, Encoding.Latin1), true);
                    break;
                case "RCPT":
                    var address = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    var reply = Replies.GetValueOrDefault(address, "250 2.1.5 fine");
                    to = reply[0] == '2' ? address : to;
                    await SayAsync(stream, reply);
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    var mail = await ReadMailAsync(reader);
                    if (Hangups.TryRemove(to, out _))
                        return;
                    Book.Enqueue((mail, to, encrypted));
                    await SayAsync(stream, "250 2.0.0 queued as " + Book.Count);
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, verb is "MAIL" or "RSET" or "NOOP" or "HELO" ? "250 fine" : "502 not here");
                    break;
            }
        }
    }

    private async Task<MimeMessage> ReadMailAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(end.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        return await MimeMessage.LoadAsync(bytes, end.Token);
    }

    private async Task SayAsync(Stream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), end.Token);

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
