using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Takes a reader's word that an alert is wrong.</summary>
public sealed class WrongAlert(PageHandling handling, WrongAlertHandler handler)
{
    [Function(nameof(WrongAlert))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "wrong/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        handling.RunAsync(nameof(WrongAlert), () => handler.PostAsync(request, id, cancellation), cancellation);
}
