using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Where hubs verify subscriptions (GET) and deliver feeds (POST).</summary>
public sealed class WebSub(WebSubHandler handler)
{
    [Function(nameof(WebSub))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "websub/{feedId}/{token}")] HttpRequest request, string feedId, string token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HttpMethods.IsPost(request.Method)
            ? handler.PostAsync(request, feedId, token, cancellation)
            : handler.GetAsync(request, feedId, token, cancellation);
    }
}
