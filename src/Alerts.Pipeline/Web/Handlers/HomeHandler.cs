using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Reading;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>The home page.</summary>
public sealed class HomeHandler(SiteReader site)
{
    public async Task<IResult> GetAsync(CancellationToken cancellation) =>
        new PageResult<HomePage>(new() { [nameof(HomePage.View)] = await site.HomeAsync(cancellation) }, Caching.Minute);
}
