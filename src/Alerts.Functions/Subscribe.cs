using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>The sign-up form.</summary>
public sealed class Subscribe(SubscribeHandler handler)
{
    [Function(nameof(Subscribe))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "subscribe")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HttpMethods.IsPost(request.Method) ? await handler.PostAsync(request, cancellation) : handler.Get(request);
    }
}
