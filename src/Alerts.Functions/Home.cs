using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>The root page. The route takes the empty path alone.</summary>
public sealed class Home(PageHandling handling, HomeHandler handler)
{
    [Function(nameof(Home))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{ignored:maxlength(0)?}")] HttpRequest request, CancellationToken cancellation) =>
        handling.RunAsync(nameof(Home), () => handler.GetAsync(cancellation), cancellation);
}
