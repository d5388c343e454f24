using System.CommandLine;
using System.Text;
using Alerts.Feeds.Opml;
using Alerts.Pipeline.Polling;

namespace Alerts.Cli.Feeds;

/// <summary><c>feeds export [FILE]</c></summary>
internal static class ExportFeeds
{
    public static Command Create()
    {
        var file = new Argument<string?>("file") { Description = "Where to write; without it, to standard output.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };
        return new Command("export", "Write the feeds that are not removed as an OPML list.") { file }.Runs(async (run, cancel) =>
        {
            var feeds = (await run.Get<FeedStore>().AllAsync(cancel))
                .Where(feed => feed.State != FeedState.Removed)
                .OrderBy(feed => feed.Address, StringComparer.Ordinal)
                .Select(feed => new OpmlFeed(feed.Title.Length > 0 ? feed.Title : feed.Address, feed.Address))
                .ToList();
            using var list = new MemoryStream();
            OpmlDocument.Write(list, "Feeds of Alerts", feeds);
            var text = Encoding.UTF8.GetString(list.ToArray()).TrimStart('\uFEFF');
            if (run.Value(file) is not { } path)
            {
                run.Write(feeds, text);
                return;
            }

            await WriteAsync(path, text, cancel);
            run.Write(new { file = path, feeds = feeds.Count }, $"{feeds.Count} feeds written to {path}.");
        });
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        try
        {
            await File.WriteAllTextAsync(path, text, cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliError($"{path} cannot be written: {fault.Message.TrimEnd('.')}; check the path and your right to write there.", fault);
        }
    }
}
