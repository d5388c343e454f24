using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Alerts.Pipeline.Web;

/// <summary>How long others may keep an answer.</summary>
public enum Caching
{
    /// <summary>Forms, and whatever a token opens.</summary>
    Never,

    /// <summary>What is the same for everyone and moves when news does.</summary>
    Minute,
}

/// <summary>The header fields of every page.</summary>
internal static class PageHeaders
{
    /// <summary>Nothing is loaded, nothing runs, and the one style sheet is the one whose hash stands here.</summary>
    internal static void Set(HttpResponse response, SiteLinks links, Caching caching)
    {
        var headers = response.Headers;
        headers[HeaderNames.ContentSecurityPolicy] =
            $"default-src 'none'; style-src '{Stylesheet.Hash}'; img-src data:; form-action 'self' {links.Origin}; base-uri 'none'; frame-ancestors 'none'";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "interest-cohort=(), camera=(), geolocation=(), microphone=()";

        // Not no-referrer: with it browsers send "Origin: null" from our own forms.
        headers["Referrer-Policy"] = "same-origin";
        headers[HeaderNames.CacheControl] = caching == Caching.Never ? "no-store" : "public, max-age=60";
        if (caching == Caching.Never)
            headers["X-Robots-Tag"] = "noindex";
    }
}
