using Alerts.Pipeline.Web;
using Alerts.Pipeline.Web.Handlers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions;

/// <summary>Every address that no other function has. The host takes the first route that fits, in no order we choose: so this one says which are not its own.</summary>
public sealed class UnknownPage(PageHandling handling)
{
    public const string Route =
        "{*path:regex(^(?!((actors|confirm|signals|topics|unsubscribe|wrong)/[^/]+|(health|manage|query)(/[^/]+)?|email-events|feeds|privacy|subscribe|try|websub/.+|(admin|runtime)(/.*)?)$).+)}";

    [Function(nameof(UnknownPage))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = Route)] HttpRequest request, CancellationToken cancellation) =>
        handling.RunAsync(nameof(UnknownPage), () => Task.FromResult(UnknownPageHandler.Get()), cancellation);
}
