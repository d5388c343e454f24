namespace Alerts.Pipeline.Signals;

/// <summary>Who publishes an article: two articles of one owner are one source, however they differ. Pure.</summary>
internal static class OutletOwner
{
    // Names under which a country's registry sells names: bbc.co.uk is one owner, co.uk is none.
    private static readonly HashSet<string> Shelves = new(StringComparer.Ordinal)
    {
        "ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "govt", "mil", "ne", "net", "or", "org",
    };

    // Hosts of publishers who have nothing to do with one another.
    private static readonly HashSet<string> Hosters = new(StringComparer.Ordinal)
    {
        "beehiiv.com", "blogspot.com", "ghost.io", "github.io", "medium.com", "substack.com", "tumblr.com", "wordpress.com",
    };

    /// <returns>The name that the article's host was registered under ("bbc.co.uk" for news.bbc.co.uk); without a link the outlet's name.</returns>
    public static string Of(SignalSource source)
    {
        if (!Uri.TryCreate(source.Link, UriKind.Absolute, out var link) || link.Host.Length == 0)
            return source.Outlet.ToLowerInvariant();
        if (link.HostNameType != UriHostNameType.Dns)
            return link.Host;
        var labels = link.IdnHost.ToLowerInvariant().TrimEnd('.').Split('.');
        var known = labels.Length >= 3 && labels[^1].Length == 2 && Shelves.Contains(labels[^2]) ? 3 : 2;
        var owner = string.Join('.', labels.TakeLast(known));
        return Hosters.Contains(owner) ? string.Join('.', labels.TakeLast(known + 1)) : owner;
    }
}
