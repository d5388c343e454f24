using Alerts.Pipeline.Polling;

namespace Alerts.Cli.Feeds;

/// <summary>Finds the feed that an operator names.</summary>
internal static class FeedChoice
{
    // Shorter than this a prefix is more likely a slip.
    private const int ShortestPrefix = 4;

    /// <param name="name">Its address, its id, or the beginning of its id.</param>
    /// <param name="feeds">All feeds.</param>
    /// <exception cref="CliError">None or several are meant.</exception>
    public static Feed Find(string name, IReadOnlyList<Feed> feeds)
    {
        var found = feeds.Where(feed => feed.Url == name || feed.Address == name).ToList();
        if (found.Count == 0 && Uri.TryCreate(name, UriKind.Absolute, out var url) && !url.IsFile)
            found = [.. feeds.Where(feed => feed.Url == url.AbsoluteUri || feed.Address == url.AbsoluteUri)];
        if (found.Count == 0 && name.Length >= ShortestPrefix)
            found = [.. feeds.Where(feed => feed.Id.StartsWith(name, StringComparison.OrdinalIgnoreCase))];
        return found switch
        {
            [var one] => one,
            [] => throw new CliError($"No feed has the address or id {name}: see feeds list --all."),
            _ => throw new CliError($"{name} begins the ids of {found.Count} feeds: give more of it."),
        };
    }
}
