using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>A topic as a page, JSON, RSS or Atom.</summary>
public sealed class Topic(PageHandling handling, TopicHandler handler)
{
    [Function(nameof(Topic))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "topics/{name}")] HttpRequest request, string name, CancellationToken cancellation) =>
        handling.RunAsync(nameof(Topic), () => handler.GetAsync(request, name, cancellation), cancellation);
}
