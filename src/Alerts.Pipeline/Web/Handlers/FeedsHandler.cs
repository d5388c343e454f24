using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Web.Pages;
using Alerts.Pipeline.Web.Views;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>How the feeds fare.</summary>
public sealed class FeedsHandler(FeedHealthReading health)
{
    public async Task<IResult> GetAsync(CancellationToken cancellation) =>
        new PageResult<FeedsPage>(new() { [nameof(FeedsPage.View)] = FeedsView.Of(await health.ReadAsync(cancellation)) }, Caching.Minute);
}
