using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Alerts.Tests.Pipeline;

/// <summary>A publisher on loopback: RSS feeds by path, with ETags.</summary>
internal sealed class LoopbackFeeds : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> pages = new(StringComparer.Ordinal);
    private readonly WebApplication app;

    private LoopbackFeeds(WebApplication app) => this.app = app;

    public ConcurrentQueue<string> Requests { get; } = new();

    public string this[string path] => app.Urls.First() + path;

    public static async Task<LoopbackFeeds> StartAsync()
    {
        var app = Loopback.Build();
        var feeds = new LoopbackFeeds(app);
        app.Run(feeds.AnswerAsync);
        await app.StartAsync();
        return feeds;
    }

    /// <summary>Puts an edition of a feed in place of the one before.</summary>
    public void Publish(string path, params Item[] items)
    {
        var xml = new StringBuilder($"<rss version=\"2.0\"><channel><title>The {path.Trim('/')} Courier</title><link>https://{path.Trim('/')}.example/</link>");
        foreach (var item in items)
        {
            xml.Append($"<item><title>{WebUtility.HtmlEncode(item.Title)}</title><guid isPermaLink=\"false\">{item.Link}</guid>");
            xml.Append($"<link>{item.Link}</link><pubDate>{item.Published:r}</pubDate><description>{WebUtility.HtmlEncode(Paragraphs(item.Text))}</description></item>");
        }

        var body = Encoding.UTF8.GetBytes(xml.Append("</channel></rss>").ToString());
        var etag = $"\"{Convert.ToHexString(SHA256.HashData(body)[..8])}\"";
        pages[path] = async context =>
        {
            context.Response.Headers.ETag = etag;
            if (context.Request.Headers.IfNoneMatch == etag)
            {
                context.Response.StatusCode = 304;
                return;
            }

            context.Response.ContentType = "application/rss+xml";
            await context.Response.Body.WriteAsync(body);
        };
    }

    public void Answer(string path, Func<HttpContext, Task> page) => pages[path] = page;

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static string Paragraphs(string text) => string.Concat(text.Split('\n').Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>"));

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue(context.Request.Path);
        if (pages.TryGetValue(context.Request.Path, out var page))
            await page(context);
        else
            context.Response.StatusCode = 404;
    }
}

internal sealed record Item(string Title, string Link, DateTimeOffset Published, string Text);
