using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Forms;

/// <summary>Whether a form was sent from one of our own pages. This stands in for antiforgery cookies, whose keys all instances would have to share.</summary>
internal static class FormOrigin
{
    /// <summary>Browsers write Sec-Fetch-Site (Fetch Metadata) and Origin (Fetch) themselves, no page can forge them. A request that carries neither is
    /// no browser's form, so it is refused too.</summary>
    internal static bool IsOurs(HttpRequest request, SiteLinks links)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site == "same-origin";
        return request.Headers.Origin.ToString().Equals(links.Origin, StringComparison.OrdinalIgnoreCase);
    }
}
