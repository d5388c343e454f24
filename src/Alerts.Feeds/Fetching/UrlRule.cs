namespace Alerts.Feeds.Fetching;

/// <summary>Which URLs are asked at all, before any name is looked up.</summary>
internal static class UrlRule
{
    /// <summary>Null when the URL may be asked; otherwise the rest of a sentence that begins with the URL.</summary>
    internal static string? Refusal(Uri url)
    {
        if (!url.IsAbsoluteUri)
            return "is not absolute; give it with http:// or https://";
        if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            return $"has the scheme {url.Scheme}; only http and https are fetched";
        if (url.UserInfo.Length > 0)
            return "carries a user name or password; only public feeds are fetched, so give it without";
        if (url.Host.Length == 0)
            return "names no host";
        return null;
    }

    /// <summary>The URL without user name, password and fragment, so that it can be shown.</summary>
    internal static string Show(Uri url) =>
        url.IsAbsoluteUri ? url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) : url.OriginalString;
}
