using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Alerts.Tests.Pipeline.Polling;

/// <summary>Five hosts (five ports of this machine) that publish, move, fail and ask for patience by a fake clock, and keep the score of who asks them.</summary>
internal sealed class ScoringPublisher : IAsyncDisposable
{
    public const int Hosts = 5;

    private readonly WebApplication app;
    private readonly TimeProvider time;
    private readonly DateTimeOffset start;
    private readonly int[] asking = new int[Hosts];

    private ScoringPublisher(WebApplication app, TimeProvider time) => (this.app, this.time, start) = (app, time, time.GetUtcNow());

    public ConcurrentQueue<Visit> Visits { get; } = new();

    /// <summary>The most requests that one host had at once.</summary>
    public int MostAtOnce { get; private set; }

    public IReadOnlyList<string> Feeds =>
    [
        Url(0, "/news"), Url(0, "/sport"), Url(0, "/weather"),
        Url(1, "/throttled"),
        Url(2, "/moved"), Url(2, "/gone"),
        Url(3, "/skipping"),
        Url(4, "/failing"),
    ];

    public static async Task<ScoringPublisher> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var host = 0; host < Hosts; host++)
                kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        var publisher = new ScoringPublisher(app, time);
        app.Run(publisher.AnswerAsync);
        await app.StartAsync();
        return publisher;
    }

    public string Url(int host, string path) => app.Urls.ElementAt(host) + path;

    public IReadOnlyList<Visit> To(string path) => [.. Visits.Where(visit => visit.Path == path)];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var host = app.Urls.Select((url, index) => (new Uri(url).Port, index)).First(known => known.Port == context.Connection.LocalPort).index;
        var now = time.GetUtcNow();
        try
        {
            var atOnce = Interlocked.Increment(ref asking[host]);
            lock (asking)
                MostAtOnce = Math.Max(MostAtOnce, atOnce);
            await AnswerAsync(context, (now - start).TotalHours);
        }
        finally
        {
            Interlocked.Decrement(ref asking[host]);
            Visits.Enqueue(new(host, context.Request.Path, now, context.Response.StatusCode, context.Response.Headers.ETag.ToString() + context.Response.Headers.LastModified));
        }
    }

    private Task AnswerAsync(HttpContext context, double hour) => context.Request.Path.Value switch
    {
        "/news" => EditionAsync(context, (int)(hour / 2), byDate: false),
        "/sport" => EditionAsync(context, (int)(hour / 6), byDate: true),
        "/weather" => EditionAsync(context, (int)(hour / 3), byDate: false, "<ttl>45</ttl>"),
        "/throttled" when hour is >= 6 and < 6.5 => Refuse(context, 429, "7200"),
        "/throttled" when hour is >= 12 and < 12.5 => Refuse(context, 503, time.GetUtcNow().AddHours(3).ToString("r", CultureInfo.InvariantCulture)),
        "/throttled" => EditionAsync(context, (int)hour, byDate: false),
        "/moved" => Move(context, Url(3, "/new")),
        "/new" => EditionAsync(context, (int)(hour / 2), byDate: false),
        "/gone" when hour >= 5 => Refuse(context, 410, null),
        "/gone" => EditionAsync(context, (int)hour, byDate: false),
        "/skipping" => EditionAsync(context, (int)hour, byDate: false, "<skipHours><hour>2</hour><hour>3</hour><hour>4</hour></skipHours>"),
        "/failing" when hour is >= 2 and < 20 => Refuse(context, 500, null),
        "/failing" => EditionAsync(context, (int)hour, byDate: false),
        _ => Refuse(context, 404, null),
    };

    private async Task EditionAsync(HttpContext context, int edition, bool byDate, string more = "")
    {
        var (etag, date) = ($"\"{edition}\"", start.AddHours(-1).AddMinutes(edition).ToString("r", CultureInfo.InvariantCulture));
        if (byDate)
            context.Response.Headers.LastModified = date;
        else
            context.Response.Headers.ETag = etag;
        if (byDate ? context.Request.Headers.IfModifiedSince == date : context.Request.Headers.IfNoneMatch == etag)
        {
            context.Response.StatusCode = 304;
            return;
        }

        context.Response.ContentType = "application/rss+xml";
        var name = context.Request.Path.Value?.Trim('/');
        await context.Response.WriteAsync(
            $"<rss version=\"2.0\"><channel><title>{name}</title>{more}<item><title>Edition {edition}</title><link>https://{name}.example/{edition}</link><pubDate>{time.GetUtcNow():r}</pubDate></item></channel></rss>");
    }

    private static Task Refuse(HttpContext context, int status, string? retryAfter)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    }

    private static Task Move(HttpContext context, string to)
    {
        context.Response.StatusCode = 301;
        context.Response.Headers.Location = to;
        return Task.CompletedTask;
    }
}

/// <param name="At">By the fake clock.</param>
/// <param name="Edition">The validator that it was answered with; empty where it was refused.</param>
internal sealed record Visit(int Host, string Path, DateTimeOffset At, int Status, string Edition);
