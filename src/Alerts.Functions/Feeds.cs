using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>How the feeds fare.</summary>
public sealed class Feeds(PageHandling handling, FeedsHandler handler)
{
    [Function(nameof(Feeds))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "feeds")] HttpRequest request, CancellationToken cancellation) =>
        handling.RunAsync(nameof(Feeds), () => handler.GetAsync(cancellation), cancellation);
}
