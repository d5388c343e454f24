using System.Text;
using Alerts.Functions;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Alerts.Tests.Azurite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Alerts.Tests.Pipeline.Polling.Hubs;

/// <summary>A publisher, its hub and the pipeline, whose callback a real server on loopback serves.</summary>
internal sealed class HubStory : IAsyncDisposable
{
    private const string Path = "/courier";
    private readonly WebApplication site;

    private HubStory(PipelineRig rig, LoopbackFeeds publisher, LoopbackHub hub, WebApplication site) => (Rig, Publisher, Hub, this.site) = (rig, publisher, hub, site);

    public PipelineRig Rig { get; }

    public LoopbackFeeds Publisher { get; }

    public LoopbackHub Hub { get; }

    public string FeedUrl => Publisher[Path];

    /// <summary>Of the server that serves the callback.</summary>
    public string Site => site.Urls.First();

    public int Polls => Publisher.Requests.Count(path => path == Path);

    /// <param name="azurite">The storage.</param>
    /// <param name="publicBaseUrl">Null for the callback server's own address.</param>
    /// <param name="byField">Whether the hub is offered in the answer's Link fields, rather than in the feed.</param>
    public static async Task<HubStory> StartAsync(AzuriteFixture azurite, string? publicBaseUrl = null, bool byField = false)
    {
        var rig = await PipelineRig.StartAsync(azurite);
        var site = Loopback.Build();
        site.Map("/websub/{feedId}/{token}", async (HttpContext context, string feedId, string token) =>
            await (await rig.New<WebSub>().RunAsync(context.Request, feedId, token, context.RequestAborted)).ExecuteAsync(context));
        await site.StartAsync();
        rig.Set("PublicBaseUrl", publicBaseUrl ?? site.Urls.First());
        rig.Restart();
        var story = new HubStory(rig, await LoopbackFeeds.StartAsync(), await LoopbackHub.StartAsync(), site);
        story.Publish(offers: true, byField, story.Item("Before"));
        await rig.FollowAsync(story.FeedUrl);
        return story;
    }

    public Item Item(string title) => new(title, $"https://courier.example/{title.ToLowerInvariant()}", Rig.Time.GetUtcNow(), $"Text of {title}.");

    public void Publish(bool offers, bool byField, params Item[] items) => Publisher.Answer(Path, async context =>
    {
        if (offers && byField)
            context.Response.Headers.Link = new([$"<{Hub.Url}>; rel=hub", $"<{FeedUrl}>; title=\"a, b\"; rel=\"canonical SELF\""]);
        context.Response.ContentType = "application/rss+xml";
        await context.Response.Body.WriteAsync(Document(offers && !byField, items));
    });

    public byte[] Document(bool offers, params Item[] items)
    {
        var xml = new StringBuilder("<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>The Courier</title>");
        if (offers)
            xml.Append($"<atom:link rel=\"hub\" href=\"{Hub.Url}\"/><atom:link rel=\"self\" href=\"{FeedUrl}\"/>");
        foreach (var item in items)
            xml.Append($"<item><title>{item.Title}</title><link>{item.Link}</link><pubDate>{item.Published:r}</pubDate><description>{item.Text}</description></item>");
        return Encoding.UTF8.GetBytes(xml.Append("</channel></rss>").ToString());
    }

    /// <summary>Polls what is due, asks the hubs that are due, and works off all messages.</summary>
    public async Task TickAsync(TimeSpan later = default)
    {
        Rig.Time.Advance(later);
        for (var i = 0; i < 2; i++)
        {
            await Rig.PollAsync();
            await Rig.DrainAsync();
        }
    }

    public async Task<Feed> FeedAsync() => (await Rig.Get<FeedStore>().FindAsync(Ids.Feed(FeedUrl), CancellationToken.None))!.Value; // followed from the start

    public async Task<int> ArticlesAsync() =>
        await Rig.Get<ArticleStore>().SinceAsync(DateTimeOffset.UnixEpoch, CancellationToken.None).CountAsync();

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await Hub.DisposeAsync();
        await Publisher.DisposeAsync();
        await Rig.DisposeAsync();
    }
}
