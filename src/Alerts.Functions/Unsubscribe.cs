using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>The unsubscribe link of every mail: GET shows a button, POST ends it, a mail provider's one click (RFC 8058) included.</summary>
public sealed class Unsubscribe(PageHandling handling, UnsubscribeHandler handler)
{
    [Function(nameof(Unsubscribe))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "unsubscribe/{token}")] HttpRequest request, string token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return handling.RunAsync(nameof(Unsubscribe), () => HttpMethods.IsPost(request.Method) ? handler.PostAsync(request, token, cancellation) : handler.GetAsync(token, cancellation), cancellation);
    }
}
