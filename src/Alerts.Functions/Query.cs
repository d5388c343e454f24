using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>What a keyword query finds, as a page, JSON, RSS or Atom.</summary>
public sealed class Query(QueryHandler handler)
{
    [Function(nameof(Query))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "query/{form?}")] HttpRequest request, string? form, CancellationToken cancellation) =>
        handler.GetAsync(request, form, cancellation);
}
