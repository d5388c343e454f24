using System.Collections.Frozen;

namespace Alerts.Feeds.Dedupe;

/// <summary>One form for the many addresses under which the same page is linked.</summary>
public static class CanonicalUrl
{
    private static readonly FrozenSet<string> Tracking = new[]
    {
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid",
        "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "oly_anon_id", "oly_enc_id", "vero_id", "wickedid", "xtor", "at_medium", "at_campaign",
        "cmpid", "cmp", "icid", "ito", "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ns_fee", "smid", "partner", "taid",
        "ref", "ref_src", "referrer", "rss", "feedtype", "feedname", "ftag", "sref", "soc_src", "soc_trk", "guccounter", "spm", "share",
        "__twitter_impression", "amp", "outputtype", "output", "usqp", "ocid", "cvid", "srnd", "leadsource", "tblci", "trk", "s_cid",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] IndexFiles =
    [
        "index.html", "index.htm", "index.php", "index.asp", "index.aspx", "index.jsp", "index.shtml", "default.asp", "default.aspx",
        "default.htm", "default.html",
    ];

    /// <summary>
    /// <paramref name="url"/> with the scheme https, the host in lower case without www. and amp., without default port, user, fragment,
    /// tracking parameters, AMP forms, index files and trailing slash, the remaining parameters sorted.
    /// A name for comparison: it is not promised to answer a request.
    /// Null when the text is no absolute http or https address.
    /// </summary>
    public static string? Of(string url)
    {
        if (!Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            return null;
        var host = address.IdnHost.TrimEnd('.').ToLowerInvariant();
        var path = address.AbsolutePath;
        if (InnerOfAmpCache(host, path) is { } inner)
            return Of(inner);
        host = Host(host);
        var port = address.IsDefaultPort || address.Port is 80 or 443 ? "" : $":{address.Port}";
        return $"https://{host}{port}{Path(path)}{Query(address.Query)}";
    }

    /// <summary>AMP caches carry the publisher's address in their path: /amp/s/host/path, /c/s/host/path, /v/s/host/path.</summary>
    private static string? InnerOfAmpCache(string host, string path)
    {
        string? rest = null;
        if (host.EndsWith(".cdn.ampproject.org", StringComparison.Ordinal) && path.Length > 3 && path[2] == '/')
            rest = path[3..];
        else if (host is "www.google.com" or "google.com" && path.StartsWith("/amp/", StringComparison.Ordinal))
            rest = path["/amp/".Length..];
        if (rest is null)
            return null;
        if (rest.StartsWith("s/", StringComparison.Ordinal))
            rest = rest[2..];
        return rest.Contains('.', StringComparison.Ordinal) ? "https://" + rest : null;
    }

    private static string Host(string host)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["www.", "amp.", "m.", "mobile."])
        {
            if (host.StartsWith(prefix, StringComparison.Ordinal) && host.AsSpan(prefix.Length).Contains('.'))
                host = host[prefix.Length..];
        }
        return host;
    }

    private static string Path(string path)
    {
        while (path.Contains("//", StringComparison.Ordinal))
            path = path.Replace("//", "/", StringComparison.Ordinal);
        if (path.StartsWith("/amp/", StringComparison.OrdinalIgnoreCase) && path.Length > 5)
            path = path[4..];
        path = path.TrimEnd('/');
        var slash = path.LastIndexOf('/') + 1;
        if (IndexFiles.Contains(path[slash..], StringComparer.OrdinalIgnoreCase))
            path = path[..slash].TrimEnd('/');
        foreach (var suffix in (ReadOnlySpan<string>)["/amp", "/amp.html", ".amp.html", ".amp"])
        {
            if (path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                path = path[..^suffix.Length] + (suffix == ".amp.html" ? ".html" : "");
                break;
            }
        }
        return path;
    }

    private static string Query(string query)
    {
        if (query.Length <= 1)
            return "";
        var kept = query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !IsTracking(pair)).Distinct().Order(StringComparer.Ordinal);
        return string.Join('&', kept) is { Length: > 0 } rest ? "?" + rest : "";
    }

    private static bool IsTracking(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? pair : pair[..equals];
        return Tracking.Contains(name)
            || name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("pk_", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("mtm_", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("itm_", StringComparison.OrdinalIgnoreCase);
    }
}
