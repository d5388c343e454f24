using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>The sign-up form.</summary>
public sealed class Subscribe(PageHandling handling, SubscribeHandler handler)
{
    [Function(nameof(Subscribe))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "subscribe")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return handling.RunAsync(nameof(Subscribe), async () => HttpMethods.IsPost(request.Method) ? await handler.PostAsync(request, cancellation) : handler.Get(request), cancellation);
    }
}
