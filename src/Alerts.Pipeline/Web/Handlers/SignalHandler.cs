using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Reading;
using Alerts.Pipeline.Web.Syndication;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>A signal as a page and, with .json at the end of the address, as JSON.</summary>
public sealed class SignalHandler(SiteReader site, SiteLinks links)
{
    /// <param name="name">The signal's id, alone or followed by .json.</param>
    public async Task<IResult> GetAsync(string name, CancellationToken cancellation)
    {
        var (id, form) = AddressForm.Split(name);
        if (form is not (null or "json") || await site.SignalAsync(id, cancellation) is not { } view)
            return Notices.NotFound("signal");
        return form is null
            ? new PageResult<SignalPage>(new() { [nameof(SignalPage.View)] = view }, Caching.Minute)
            : new DocumentResult(JsonDocuments.Of(view, links), "application/json; charset=utf-8");
    }
}
