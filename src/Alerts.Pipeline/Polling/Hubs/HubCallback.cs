using System.Net;
using Alerts.Pipeline.Web;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Polling.Hubs;

/// <summary>Whether hubs can reach this installation, and where.</summary>
public sealed class HubCallback(IOptions<SiteOptions> site, IOptions<PollingOptions> polling, SiteLinks links)
{
    /// <summary>A public https address, or one on this machine where that is allowed; false also where WebSub is switched off.</summary>
    public bool IsReachable { get; } = polling.Value.WebSub
        && Uri.TryCreate(site.Value.PublicBaseUrl, UriKind.Absolute, out var url)
        && (url.IsLoopback ? polling.Value.AllowLoopback : url.Scheme == Uri.UriSchemeHttps && !IPAddress.TryParse(url.IdnHost, out _));

    internal string Url(string feedId, string token) => links.WebSub(feedId, token);
}
