using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Syndication;
using Alerts.Pipeline.Web.Views;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>A topic as a page and, with its form at the end of the address, as JSON, RSS and Atom; of everyone, or with ?actor= of one.</summary>
public sealed class TopicHandler(SiteReader site, SiteLinks links)
{
    /// <param name="request">Its query may name an actor.</param>
    /// <param name="name">The topic's id, alone or followed by .json, .rss or .atom.</param>
    public async Task<IResult> GetAsync(HttpRequest request, string name, CancellationToken cancellation)
    {
        var (id, form) = AddressForm.Split(name);
        var actor = request.Query["actor"].ToString().Trim();
        if (await site.TopicAsync(id, actor.Length == 0 ? null : actor, cancellation) is not { } view)
            return Notices.NotFound("topic");
        if (form is null)
            return new PageResult<TopicPage>(new() { [nameof(TopicPage.View)] = view }, Caching.Minute);
        return Documents.In(form, () => JsonDocuments.Of(view, links), () => Head(view, form), () => FeedItem.Of(view, links), links) ?? Notices.NotFound("topic");
    }

    private FeedHead Head(TopicView view, string form)
    {
        var (who, id) = (view.Chosen is { } one ? $" by {one}" : "", view.Topic.Id);
        return new(
            $"{view.Topic.Name}: {view.Chosen ?? "who"} changed position",
            $"Changes of position on {view.Topic.Name}{who}, each with the sentence that proves it.",
            view.Chosen is { } page ? links.TopicOf(id, page) : links.Topic(id),
            view.Chosen is { } self ? links.TopicOf(id, self, form) : links.Topic(id, form));
    }
}
