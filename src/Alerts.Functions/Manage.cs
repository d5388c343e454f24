using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>A subscriber's own page; without a token, the form that mails the link to it.</summary>
public sealed class Manage(PageHandling handling, ManageHandler handler)
{
    [Function(nameof(Manage))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "manage/{token?}")] HttpRequest request, string? token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return handling.RunAsync(nameof(Manage), () => HttpMethods.IsPost(request.Method) ? handler.PostAsync(request, token, cancellation) : handler.GetAsync(request, token, cancellation), cancellation);
    }
}
