using System.CommandLine;
using Alerts.Detection;
using Alerts.Pipeline.OwnData;

namespace Alerts.Cli.Topics;

/// <summary><c>topics check FILE …</c></summary>
internal static class CheckTopics
{
    public static Command Create()
    {
        var files = GivenFile.Argument();
        return new Command("check", "Check files of topics, actors and words beside those that are shipped, without touching storage. Try them with explain --topics, --actors and --words.") { files }.Runs((run, cancel) =>
        {
            var given = GivenFile.ReadAll(run.Value(files));
            _ = OwnMerge.Of(DetectionData.Shipped, [.. given.Select(file => file.Read)]);
            run.Write(
                given.Select(file => new { file = file.Read.Name, kind = file.Read.Kind, topics = file.Read.Topics.Select(topic => topic.Id), actors = file.Read.Actors.Select(actor => actor.Name), words = file.Read.Words?.Entries ?? [] }),
                string.Join('\n', given.Select(file => file.Describe(DetectionData.Shipped))));
            return Task.CompletedTask;
        });
    }
}
