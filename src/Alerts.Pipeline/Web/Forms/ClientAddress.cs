using System.Net;
using Microsoft.AspNetCore.Http;

namespace Alerts.Pipeline.Web.Forms;

/// <summary>Where a request comes from; the one place that reads X-Forwarded-For.</summary>
internal static class ClientAddress
{
    /// <summary>The last entry of X-Forwarded-For, which the platform's front end adds (a client can write only those before it); else the connection's.
    /// An IPv6 address is cut to its /64, which one household has.</summary>
    internal static string Of(HttpRequest request)
    {
        var last = request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        var address = IPEndPoint.TryParse(last, out var endpoint) ? endpoint.Address : request.HttpContext.Connection.RemoteIpAddress;
        return address is null ? "unknown" : Network(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
    }

    private static string Network(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 16)
            Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }
}
