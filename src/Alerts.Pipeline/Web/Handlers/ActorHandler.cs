using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Syndication;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>An actor's changes of position as a page and, with its form at the end of the address, as JSON, RSS and Atom; with ?kinds=all also what is only stated.</summary>
public sealed class ActorHandler(SiteReader site, SiteLinks links)
{
    /// <param name="request">Its query may ask for statements.</param>
    /// <param name="name">The actor's name, alone or followed by .json, .rss or .atom.</param>
    public async Task<IResult> GetAsync(HttpRequest request, string name, CancellationToken cancellation)
    {
        // A name may have a dot in it.
        var statements = request.Query["kinds"] == "all";
        if (await site.ActorAsync(name, statements, cancellation) is { } whole)
            return new PageResult<ActorPage>(new() { [nameof(ActorPage.View)] = whole }, Caching.Minute);
        var (actor, form) = AddressForm.Split(name);
        if (form is null || await site.ActorAsync(actor, statements, cancellation) is not { } view)
            return Notices.NotFound("actor");
        var head = new FeedHead(
            $"{view.Actor}: changes of position",
            $"What {view.Actor} changed position on, each with the sentence that proves it.",
            links.Actor(view.Actor),
            links.Actor(view.Actor, form) + (statements ? "?kinds=all" : ""));
        return Documents.In(form, () => JsonDocuments.Of(view, links), () => head, () => FeedItem.Of(view.Signals, links), links) ?? Notices.NotFound("actor");
    }
}
