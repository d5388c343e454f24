using System.CommandLine;
using Alerts.Pipeline.Polling;

namespace Alerts.Cli.Feeds;

/// <summary><c>feeds list</c></summary>
internal static class ListFeeds
{
    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "Removed feeds, too." };
        return new Command("list", "Show the feeds, by title.") { all }.Runs(async (run, cancel) =>
        {
            var feeds = (await run.Get<FeedStore>().AllAsync(cancel))
                .Where(feed => run.Value(all) || feed.State != FeedState.Removed)
                .OrderBy(feed => feed.Title, StringComparer.OrdinalIgnoreCase)
                .ThenBy(feed => feed.Url, StringComparer.Ordinal)
                .Select(FeedRow.Of)
                .ToList();
            run.Write(feeds, () => Invocation.Table(
                ["Id", "Title", "Address", "State", "Last success", "Next poll", "Failures"],
                feeds.Select(feed => new[]
                {
                    feed.Id[..FeedRow.ShortId], feed.Title, feed.Url, feed.State.ToString(), Moment.Show(feed.LastSuccess),
                    feed.State == FeedState.Active ? Moment.Show(feed.NextPoll) : "", feed.Failures == 0 ? "" : $"{feed.Failures}: {feed.LastError}",
                })));
        });
    }
}
