using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Handlers;

/// <summary>An address that leads nowhere.</summary>
public static class UnknownPageHandler
{
    public static IResult Get() => Notices.NotFound("page");
}
