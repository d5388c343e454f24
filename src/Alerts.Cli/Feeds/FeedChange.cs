using System.CommandLine;
using Alerts.Pipeline.Polling;

namespace Alerts.Cli.Feeds;

/// <summary><c>feeds pause|resume|remove FEED …</c></summary>
internal static class FeedChange
{
    public static Command Pause() => Create(
        "pause", "Let feeds rest until they are resumed.", "Paused", (store, feed, _, cancel) => store.PauseAsync(feed.Url, cancel));

    public static Command Resume() => Create(
        "resume", "Ask paused feeds again, at once.", "Resumed", (store, feed, now, cancel) => store.ResumeAsync(feed.Url, now, cancel));

    public static Command Remove() => Create(
        "remove", "End the polling of feeds; their articles and what these showed stay.", "Removed", (store, feed, _, cancel) => store.RemoveAsync(feed.Url, cancel));

    private static Command Create(string name, string description, string done, Func<FeedStore, Feed, DateTimeOffset, CancellationToken, Task<bool>> change)
    {
        var names = new Argument<string[]>("feed") { Description = "Addresses, ids, or beginnings of ids of feeds.", Arity = ArgumentArity.OneOrMore };
        return new Command(name, description) { names }.Runs(async (run, cancel) =>
        {
            var store = run.Get<FeedStore>();
            var all = await store.AllAsync(cancel);
            var meant = run.Value(names).Select(each => FeedChoice.Find(each, all)).ToList();
            var results = new List<ChangedFeed>();
            foreach (var feed in meant)
                results.Add(new(feed.Id, feed.Url, feed.Title.Length > 0 ? feed.Title : feed.Url, await change(store, feed, run.Now, cancel)));
            run.Write(results, string.Join('\n', results.Select(feed => feed.Changed ? $"{done} {feed.Title}." : $"{feed.Title} stays as it is: see feeds list --all.")));
            return results.TrueForAll(feed => feed.Changed) ? ExitCode.Done : ExitCode.Failed;
        });
    }

    private sealed record ChangedFeed(string Id, string Url, string Title, bool Changed);
}
