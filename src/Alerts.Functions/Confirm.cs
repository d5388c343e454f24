using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>The link of the confirmation mail: GET shows a button, POST confirms.</summary>
public sealed class Confirm(PageHandling handling, ConfirmHandler handler)
{
    [Function(nameof(Confirm))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "confirm/{token}")] HttpRequest request, string token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return handling.RunAsync(nameof(Confirm), () => HttpMethods.IsPost(request.Method) ? handler.PostAsync(request, token, cancellation) : handler.GetAsync(token, cancellation), cancellation);
    }
}
