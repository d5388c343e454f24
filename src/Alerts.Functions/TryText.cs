using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Explains a pasted text.</summary>
public sealed class TryText(PageHandling handling, TryTextHandler handler)
{
    [Function(nameof(TryText))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "try")] HttpRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return handling.RunAsync(nameof(TryText), async () => HttpMethods.IsPost(request.Method) ? await handler.PostAsync(request, cancellation) : TryTextHandler.Get(), cancellation);
    }
}
