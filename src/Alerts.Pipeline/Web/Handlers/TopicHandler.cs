using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Syndication;
using Alerts.Pipeline.Web.Views;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>A topic as a page and, with its form at the end of the address, as JSON, RSS and Atom.</summary>
public sealed class TopicHandler(SiteReader site, SiteLinks links)
{
    /// <param name="name">The topic's id, alone or followed by .json, .rss or .atom.</param>
    public async Task<IResult> GetAsync(string name, CancellationToken cancellation)
    {
        var (id, form) = AddressForm.Split(name);
        if (await site.TopicAsync(id, cancellation) is not { } view)
            return Notices.NotFound("topic");
        return form switch
        {
            null => new PageResult<TopicPage>(new() { [nameof(TopicPage.View)] = view }, Caching.Minute),
            "json" => new DocumentResult(JsonDocuments.Of(view, links), "application/json; charset=utf-8"),
            "rss" => new DocumentResult(FeedWriter.Rss(Head(view, form), ChangeItem.Of(view), links), "application/rss+xml; charset=utf-8"),
            "atom" => new DocumentResult(FeedWriter.AtomFeed(Head(view, form), ChangeItem.Of(view), links), "application/atom+xml; charset=utf-8"),
            _ => Notices.NotFound("topic"),
        };
    }

    private FeedHead Head(TopicView view, string form) => new(
        $"{view.Topic.Name}: who changed position",
        $"Changes of position on {view.Topic.Name}, each with the sentence that proves it.",
        links.Topic(view.Topic.Id),
        links.Topic(view.Topic.Id, form));
}
