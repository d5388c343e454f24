using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>/health: the process lives. /health/ready: it can work.</summary>
public sealed class Health(HealthHandler handler)
{
    [Function(nameof(Health))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/{probe?}")] HttpRequest request, string? probe, CancellationToken cancellation) =>
        handler.GetAsync(probe, cancellation);
}
