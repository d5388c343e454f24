using System.CommandLine;
using Alerts.Feeds.Opml;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;

namespace Alerts.Cli.Feeds;

/// <summary><c>feeds import FILE</c></summary>
internal static class ImportFeeds
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "An OPML list, as feed readers export it." };
        return new Command("import", "Add the feeds of an OPML list; those that are known stay as they are, removed and paused ones are asked again.") { file }
            .Runs(async (run, cancel) =>
            {
                var listed = Read(run.Value(file));
                await run.PrepareStorageAsync(cancel);
                var store = run.Get<FeedStore>();
                var known = (await store.AllAsync(cancel)).Select(feed => feed.Id).ToHashSet(StringComparer.Ordinal);
                var done = 0;
                await run.ProgressAsync($"Adding {listed.Count} feeds", async share =>
                {
                    foreach (var feed in listed)
                    {
                        await store.AddAsync(feed.XmlUrl, feed.Title == feed.XmlUrl ? null : feed.Title, run.Now, cancel);
                        share((double)++done / listed.Count);
                    }
                });
                var added = listed.Count(feed => !known.Contains(Ids.Feed(feed.XmlUrl)));
                run.Write(new { listed = listed.Count, added }, $"{listed.Count} feeds listed, {added} of them new.");
            });
    }

    private static IReadOnlyList<OpmlFeed> Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var feeds = OpmlDocument.Read(stream);
            return feeds.Count > 0 ? feeds : throw new CliError($"{file} lists no feed: its outlines need an xmlUrl.");
        }
        catch (OpmlFormatException broken)
        {
            throw new CliError($"{file}: {broken.Message}", broken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliError($"{file} cannot be read: {fault.Message.TrimEnd('.')}; check the path and your right to read it.", fault);
        }
    }
}
