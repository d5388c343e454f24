using System.CommandLine;

namespace Alerts.Cli.Feeds;

/// <summary><c>feeds</c>: what is read.</summary>
internal static class FeedsCommand
{
    public static Command Create() => new("feeds", "The feeds that are read.")
    {
        ListFeeds.Create(),
        AddFeeds.Create(),
        ImportFeeds.Create(),
        ExportFeeds.Create(),
        FeedHealthCommand.Create(),
        FeedChange.Pause(),
        FeedChange.Resume(),
        FeedChange.Remove(),
        FeedFullText.Create(),
    };
}
