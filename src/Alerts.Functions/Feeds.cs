using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>How the feeds fare.</summary>
public sealed class Feeds(FeedsHandler handler)
{
    [Function(nameof(Feeds))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "feeds")] HttpRequest request, CancellationToken cancellation) =>
        handler.GetAsync(cancellation);
}
