using System.CommandLine;
using Alerts.Pipeline.Polling;

namespace Alerts.Cli.Feeds;

/// <summary><c>feeds full-text FEED … [--off]</c></summary>
internal static class FeedFullText
{
    public static Command Create()
    {
        var names = new Argument<string[]>("feed") { Description = "Addresses, ids, or beginnings of ids of feeds.", Arity = ArgumentArity.OneOrMore };
        var off = new Option<bool>("--off") { Description = "Take the feed's own text again." };
        return new Command("full-text", "Fetch the pages of a feed's articles for their whole text, where robots.txt allows it.") { names, off }.Runs(async (run, cancel) =>
        {
            var store = run.Get<FeedStore>();
            var all = await store.AllAsync(cancel);
            var meant = run.Value(names).Select(each => FeedChoice.Find(each, all)).ToList();
            var fullText = !run.Value(off);
            foreach (var feed in meant)
                await store.SetFullTextAsync(feed.Url, fullText, cancel);
            run.Write(
                meant.Select(feed => new { feed.Id, feed.Url, fullText }),
                string.Join('\n', meant.Select(feed => $"{(feed.Title.Length > 0 ? feed.Title : feed.Url)}: {(fullText ? "whole articles" : "the feed's own text")}.")));
        });
    }
}
