using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>A signal as a page or JSON.</summary>
public sealed class Signal(PageHandling handling, SignalHandler handler)
{
    [Function(nameof(Signal))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "signals/{name}")] HttpRequest request, string name, CancellationToken cancellation) =>
        handling.RunAsync(nameof(Signal), () => handler.GetAsync(name, cancellation), cancellation);
}
