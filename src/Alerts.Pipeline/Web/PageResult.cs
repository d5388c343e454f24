using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Pipeline.Web;

/// <summary>A Razor component as the answer, with the headers that every page has.</summary>
internal sealed class PageResult<TPage>(Dictionary<string, object?> parameters, Caching caching, int status = StatusCodes.Status200OK) : IResult
    where TPage : IComponent
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        PageHeaders.Set(httpContext.Response, httpContext.RequestServices.GetRequiredService<SiteLinks>(), caching);
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true }.ExecuteAsync(httpContext);
    }
}
