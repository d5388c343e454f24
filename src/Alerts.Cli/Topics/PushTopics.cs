using System.CommandLine;
using Alerts.Detection;
using Alerts.Pipeline.OwnData;

namespace Alerts.Cli.Topics;

/// <summary><c>topics push FILE …</c></summary>
internal static class PushTopics
{
    public static Command Create()
    {
        var files = GivenFile.Argument();
        return new Command("push", "Check files of topics, actors and words beside all that the app reads with, and put them in storage; a file of the same name is replaced.") { files }.Runs(async (run, cancel) =>
        {
            var given = GivenFile.ReadAll(run.Value(files));
            await run.PrepareStorageAsync(cancel);
            var store = run.Get<OwnFiles>();
            var others = new List<OwnFile>();
            foreach (var blob in await store.ListAsync(cancel))
            {
                if (given.All(file => file.Blob != blob.Name) && await store.ReadAsync(blob.Name, cancel) is { } text)
                    others.Add(OwnFile.Read(blob.Name, text));
            }

            // Among all of them nothing may be twice: the app would take up none.
            _ = OwnMerge.Of(DetectionData.Shipped, [.. others, .. given.Select(file => file.Read)]);
            foreach (var file in given)
                await store.PutAsync(file.Blob, file.Text, cancel);
            run.Write(
                given.Select(file => file.Blob),
                $"{string.Join('\n', given.Select(file => file.Describe(DetectionData.Shipped)))}\nThe app takes them up within a minute.");
        });
    }
}
