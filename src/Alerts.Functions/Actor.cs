using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>An actor as a page, JSON, RSS or Atom.</summary>
public sealed class Actor(PageHandling handling, ActorHandler handler)
{
    [Function(nameof(Actor))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "actors/{name}")] HttpRequest request, string name, CancellationToken cancellation) =>
        handling.RunAsync(nameof(Actor), () => handler.GetAsync(request, name, cancellation), cancellation);
}
