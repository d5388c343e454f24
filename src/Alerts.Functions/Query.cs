using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>What a keyword query finds, as a page, JSON, RSS or Atom.</summary>
public sealed class Query(PageHandling handling, QueryHandler handler)
{
    [Function(nameof(Query))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "query/{form?}")] HttpRequest request, string? form, CancellationToken cancellation) =>
        handling.RunAsync(nameof(Query), () => handler.GetAsync(request, form, cancellation), cancellation);
}
