using System.CommandLine;
using Alerts.Detection;
using Alerts.Pipeline.OwnData;

namespace Alerts.Cli.Topics;

/// <summary><c>topics list</c></summary>
internal static class ListTopics
{
    public static Command Create()
    {
        var own = new Option<bool>("--own") { Description = "Only your own: topics, actors and words, with the files they lie in." };
        return new Command("list", "Show the topics the app reads with, by family.") { own }.Runs(async (run, cancel) =>
        {
            var store = run.Get<OwnFiles>();
            var files = new List<OwnFile>();
            foreach (var blob in await store.ListAsync(cancel))
            {
                if (await store.ReadAsync(blob.Name, cancel) is { } text)
                    files.Add(OwnFile.Read(blob.Name, text));
            }

            var source = files.SelectMany(file => file.Topics.Select(topic => (topic.Id, file.Name))).ToDictionary(each => each.Id, each => each.Name, StringComparer.Ordinal);
            var topics = OwnMerge.Of(DetectionData.Shipped, files).Topics
                .Where(topic => !run.Value(own) || source.ContainsKey(topic.Id))
                .OrderBy(topic => topic.Family, StringComparer.Ordinal)
                .ThenBy(topic => topic.Id, StringComparer.Ordinal)
                .Select(topic => new Row("topic", topic.Id, topic.Name, topic.Family, source.GetValueOrDefault(topic.Id) ?? "shipped"));
            var actors = files.SelectMany(file => file.Actors.Select(actor => new Row("actor", actor.Name, actor.Name, actor.Kind, file.Name)));
            var words = files.SelectMany(file => file.Words?.Entries.Select(entry => new Row("word", entry, entry, "", file.Name)) ?? []);
            Row[] rows = run.Value(own) ? [.. topics, .. actors, .. words] : [.. topics];
            run.Write(rows, () => Invocation.Table(
                ["", "Id", "Name", "Family or kind", "From"], rows.Select(row => new[] { row.What, row.Id, row.Name, row.Family, row.From })));
        });
    }

    private sealed record Row(string What, string Id, string Name, string Family, string From);
}
