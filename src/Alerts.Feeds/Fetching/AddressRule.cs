using System.Net;
using System.Net.Sockets;

namespace Alerts.Feeds.Fetching;

/// <summary>
/// Which addresses a request may reach: those that are globally reachable by the IANA special-purpose registries
/// (RFC 6890 and its updates), less the ways to write an IPv4 address in IPv6 and the metadata services of clouds.
/// </summary>
internal static class AddressRule
{
    // 168.63.129.16 looks public, but on Azure it is the host's own wire server.
    private static readonly (IPNetwork Range, string Kind)[] Closed4 =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "a this-network"),
        (IPNetwork.Parse("100.64.0.0/10"), "a carrier-grade NAT"),
        (IPNetwork.Parse("169.254.0.0/16"), "a link-local"),
        (IPNetwork.Parse("168.63.129.16/32"), "a cloud platform"),
        (IPNetwork.Parse("192.0.0.0/24"), "an IETF protocol"),
        (IPNetwork.Parse("192.0.2.0/24"), "a documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "a 6to4 relay"),
        (IPNetwork.Parse("198.18.0.0/15"), "a benchmarking"),
        (IPNetwork.Parse("198.51.100.0/24"), "a documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "a documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "a multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "a reserved"),
    ];

    private static readonly IPNetwork[] Private4 =
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16")];

    private static readonly IPNetwork Loopback4 = IPNetwork.Parse("127.0.0.0/8");
    private static readonly IPNetwork UniqueLocal6 = IPNetwork.Parse("fc00::/7");
    private static readonly IPNetwork Metadata6 = IPNetwork.Parse("fd00:ec2::/32");
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly (IPNetwork Range, string Kind)[] Closed6 =
    [
        (IPNetwork.Parse("::ffff:0:0:0/96"), "an IPv4-translated"),
        (IPNetwork.Parse("64:ff9b::/96"), "a NAT64"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "a NAT64"),
        (IPNetwork.Parse("2001::/32"), "a Teredo"),
        (IPNetwork.Parse("2001::/23"), "an IETF protocol"),
        (IPNetwork.Parse("2001:db8::/32"), "a documentation"),
        (IPNetwork.Parse("2002::/16"), "a 6to4"),
        (IPNetwork.Parse("3fff::/20"), "a documentation"),
        (IPNetwork.Parse("fe80::/10"), "a link-local"),
        (IPNetwork.Parse("fec0::/10"), "a site-local"),
        (IPNetwork.Parse("ff00::/8"), "a multicast"),
    ];

    /// <summary>Null when the address may be reached; otherwise what kind of address it is, with its article: "a private address".</summary>
    internal static string? Refusal(IPAddress address, FetchOptions options) =>
        (address.AddressFamily == AddressFamily.InterNetwork ? Kind4(address, options) : Kind6(address, options)) is { } kind
            ? kind + " address"
            : null;

    private static string? Kind4(IPAddress address, FetchOptions options)
    {
        if (Loopback4.Contains(address))
            return options.AllowLoopback ? null : "a loopback";
        if (Contains(Private4, address))
            return options.AllowPrivate ? null : "a private";
        return Find(Closed4, address);
    }

    private static string? Kind6(IPAddress address, FetchOptions options)
    {
        // IPNetwork would compare the inner IPv4 bits, so this comes before any range.
        if (address.IsIPv4MappedToIPv6)
            return "an IPv4-mapped";
        if (address.Equals(IPAddress.IPv6Loopback))
            return options.AllowLoopback ? null : "a loopback";
        // A zone only ever names an interface of this machine.
        if (address.ScopeId != 0)
            return "a link-local";
        if (UniqueLocal6.Contains(address))
            return options.AllowPrivate && !Metadata6.Contains(address) ? null : "a private";
        return Find(Closed6, address) ?? (Global6.Contains(address) ? null : "a reserved");
    }

    private static bool Contains(IPNetwork[] ranges, IPAddress address)
    {
        foreach (var range in ranges)
        {
            if (range.Contains(address))
                return true;
        }
        return false;
    }

    private static string? Find((IPNetwork Range, string Kind)[] ranges, IPAddress address)
    {
        foreach (var (range, kind) in ranges)
        {
            if (range.Contains(address))
                return kind;
        }
        return null;
    }
}
