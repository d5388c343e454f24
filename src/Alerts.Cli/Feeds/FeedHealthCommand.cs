using System.CommandLine;
using Alerts.Pipeline.Polling;

namespace Alerts.Cli.Feeds;

/// <summary><c>feeds health</c></summary>
internal static class FeedHealthCommand
{
    public static Command Create()
    {
        var unwell = new Option<bool>("--unwell") { Description = "Only feeds that fail, fell silent or are gone; exit code 1 where there are any." };
        return new Command("health", "Show how the feeds fare, the worst first: last success, last article, failures, next poll and why.") { unwell }.Runs(async (run, cancel) =>
        {
            var feeds = (await run.Get<FeedHealthReading>().ReadAsync(cancel)).Where(feed => !run.Value(unwell) || IsUnwell(feed)).ToList();
            run.Write(feeds, () => Invocation.Table(
                ["Id", "Title", "Condition", "Last success", "Last article", "Next poll", "Why", "Hub", "Trouble"],
                feeds.Select(feed => new[]
                {
                    feed.FeedId[..FeedRow.ShortId], feed.Title.Length > 0 ? feed.Title : feed.Url, feed.Condition.ToString(), Moment.Show(feed.LastSuccess),
                    Moment.Show(feed.LastArticle), Moment.Show(feed.NextPoll), feed.Why, feed.Hub?.State.ToString(), Trouble(feed),
                })));
            return run.Value(unwell) && feeds.Count > 0 ? ExitCode.Failed : ExitCode.Done;
        });
    }

    private static bool IsUnwell(FeedHealth feed) => feed.Condition is FeedCondition.Failing or FeedCondition.Silent or FeedCondition.Gone;

    private static string? Trouble(FeedHealth feed) => feed switch
    {
        { Failures: > 0 } => $"{feed.Failures} failures in a row: {feed.LastError}",
        { SilentSince: { } since } => $"silent since {Moment.Show(since)}",
        _ => feed.LastError ?? feed.PageError ?? feed.Hub?.LastError,
    };
}
