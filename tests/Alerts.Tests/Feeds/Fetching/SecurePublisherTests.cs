using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Alerts.Feeds.Fetching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Alerts.Tests.Feeds.Fetching;

public class SecurePublisherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_a_publisher_offers_http2_it_is_spoken_and_its_endless_fields_meet_the_limit()
    {
        using var certificate = Certificate("news.example");
        await using var server = await StartAsync(certificate, context =>
        {
            if (context.Request.Path == "/endless")
            {
                for (var i = 0; i < 1_000; i++)
                    context.Response.Headers["X-More-" + i] = "and more";
            }
            return context.Response.WriteAsync(context.Request.Protocol, Token);
        });
        using var fetcher = Fetcher(server, certificate);

        var fetched = Assert.IsType<Fetched>(await fetcher.FetchAsync(new FetchRequest(new Uri("https://news.example/feed")), Token));
        var failed = Assert.IsType<Failed>(await fetcher.FetchAsync(new FetchRequest(new Uri("https://news.example/endless")), Token));

        Assert.Equal("HTTP/2", Encoding.UTF8.GetString(fetched.Body.Span));
        Assert.Contains("header fields", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_or_from_nobody_known_is_a_failure()
    {
        using var certificate = Certificate("news.example");
        await using var server = await StartAsync(certificate, context => context.Response.WriteAsync("hello", Token));
        using var trusting = Fetcher(server, certificate);
        using var strict = Fetchers.Public(Port(server), Fetchers.Names(("news.example", "93.184.216.34")));

        var otherName = Assert.IsType<Failed>(await trusting.FetchAsync(new FetchRequest(new Uri("https://other.example/feed")), Token));
        var unknown = Assert.IsType<Failed>(await strict.FetchAsync(new FetchRequest(new Uri("https://news.example/feed")), Token));

        Assert.Contains("no secure connection", otherName.Reason, StringComparison.Ordinal);
        Assert.Contains("no secure connection", unknown.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secure_publisher_cannot_move_a_feed_down_to_plain_http()
    {
        using var certificate = Certificate("news.example");
        await using var plain = RawPublisher.Saying(_ => "200 OK\nContent-Length: 2\nConnection: close\n\nok");
        await using var server = await StartAsync(certificate, context =>
        {
            context.Response.StatusCode = 301;
            context.Response.Headers.Location = "http://plain.example/feed";
            return Task.CompletedTask;
        });
        var secure = Port(server);
        using var fetcher = new FeedFetcher(
            new FetchOptions(),
            TimeProvider.System,
            Fetchers.Names(("news.example", "93.184.216.34"), ("plain.example", "93.184.216.35")),
            (endPoint, token) => GuardedConnector.OpenAsync(new IPEndPoint(IPAddress.Loopback, endPoint.Port == 443 ? secure : plain.Port), token),
            Trust(certificate));

        var fetched = Assert.IsType<Fetched>(await fetcher.FetchAsync(new FetchRequest(new Uri("https://news.example/feed")), Token));

        Assert.Equal(new Uri("http://plain.example/feed"), fetched.FinalUrl);
        Assert.Null(fetched.PermanentUrl);
    }

    private static FeedFetcher Fetcher(WebApplication server, X509Certificate2 certificate)
    {
        var port = Port(server);
        return new FeedFetcher(
            new FetchOptions { MaxHeaderBytes = 16 * 1024 },
            TimeProvider.System,
            Fetchers.Names(("news.example", "93.184.216.34"), ("other.example", "93.184.216.34")),
            (_, token) => GuardedConnector.OpenAsync(new IPEndPoint(IPAddress.Loopback, port), token),
            Trust(certificate));
    }

    private static int Port(WebApplication server) => new Uri(server.Urls.Single()).Port;

    private static X509ChainPolicy Trust(X509Certificate2 certificate) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { certificate },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static async Task<WebApplication> StartAsync(X509Certificate2 certificate, RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var server = builder.Build();
        server.Run(answer);
        await server.StartAsync(Token);
        return server;
    }

    private static X509Certificate2 Certificate(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
