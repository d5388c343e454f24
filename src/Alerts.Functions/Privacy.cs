using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Privacy and imprint.</summary>
public sealed class Privacy(PrivacyHandler handler)
{
    [Function(nameof(Privacy))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "privacy")] HttpRequest request) => handler.Get();
}
