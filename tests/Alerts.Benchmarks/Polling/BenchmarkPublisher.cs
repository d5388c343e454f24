using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Alerts.Benchmarks.Polling;

/// <summary>Feeds by number, with ETags, on one port of many loopback addresses (Linux has them all): to a poller each is a host.</summary>
internal sealed class BenchmarkPublisher(WebApplication app, int port, int entries) : IAsyncDisposable
{
    private const int FeedsAHost = 8;

    private int requests;
    private long bytes;

    /// <summary>How many entries each feed has brought beyond its first.</summary>
    public Func<int, int> Edition { get; set; } = _ => 0;

    public (int Requests, long Bytes) Take() => (Interlocked.Exchange(ref requests, 0), Interlocked.Exchange(ref bytes, 0));

    public static async Task<BenchmarkPublisher> StartAsync(int feeds, int entries)
    {
        var port = FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var feed = 0; feed < feeds; feed += FeedsAHost)
                kestrel.Listen(AddressOf(feed), port);
        });
        var app = builder.Build();
        var publisher = new BenchmarkPublisher(app, port, entries);
        app.MapGet("/{feed:int}", publisher.AnswerAsync);
        await app.StartAsync();
        return publisher;
    }

    public string Url(int feed) => string.Create(CultureInfo.InvariantCulture, $"http://{AddressOf(feed)}:{port}/{feed}");

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static IPAddress AddressOf(int feed) => new([127, 1, (byte)(feed / FeedsAHost / 250), (byte)((feed / FeedsAHost % 250) + 1)]);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AnswerAsync(HttpContext context, int feed)
    {
        Interlocked.Increment(ref requests);
        var edition = Edition(feed);
        var etag = string.Create(CultureInfo.InvariantCulture, $"\"{feed}-{edition}\"");
        context.Response.Headers.ETag = etag;
        if (context.Request.Headers.IfNoneMatch == etag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = Body(feed, edition);
        Interlocked.Add(ref bytes, body.Length);
        context.Response.ContentType = "application/rss+xml";
        await context.Response.Body.WriteAsync(body);
    }

    private byte[] Body(int feed, int edition)
    {
        var xml = new StringBuilder();
        xml.Append(CultureInfo.InvariantCulture, $"<rss version=\"2.0\"><channel><title>Outlet {feed}</title>");
        for (var entry = edition + entries - 1; entry >= edition; entry--)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<item><title>Story {entry} of outlet {feed}</title><link>https://outlet{feed}.example/{entry}</link><guid>{feed}-{entry}</guid><description>");
            for (var sentence = 0; sentence < 12; sentence++)
                xml.Append(CultureInfo.InvariantCulture, $"The council of town {feed} met for the {entry + sentence}th time about its harbour and put the vote off. ");
            xml.Append("</description></item>");
        }

        return Encoding.UTF8.GetBytes(xml.Append("</channel></rss>").ToString());
    }
}
