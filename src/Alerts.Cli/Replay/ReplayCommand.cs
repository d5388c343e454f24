using System.CommandLine;
using System.Globalization;
using Alerts.Cli.Explain;
using Alerts.Detection;
using Alerts.Pipeline.OwnData;
using Alerts.Pipeline.Signals;

namespace Alerts.Cli.Replay;

/// <summary><c>replay --since 7d</c>: what this release, or changed data, would make of stored articles.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var since = new Option<string>("--since") { Description = "How far back: 36h, 7d, or a date, e.g. 2026-11-01.", DefaultValueFactory = _ => "7d" };
        var topics = new Option<string[]>("--topics") { Description = "Topic files to add; a topic of the same id takes the place of the one in use.", AllowMultipleArgumentsPerToken = true };
        var actors = new Option<string[]>("--actors") { Description = "Actor files to add; an actor of the same name takes the place of the one in use.", AllowMultipleArgumentsPerToken = true };
        var words = new Option<string[]>("--words") { Description = "Files of own verbs, nouns, adjectives and cues to add.", AllowMultipleArgumentsPerToken = true };
        return new Command("replay", "Read stored articles again, with this release or with changed data, and show which changes, statements, positions and keyword matches would be gained, lost or told otherwise. Writes nothing, mails nothing.") { since, topics, actors, words }
            .Runs(async (run, cancel) =>
            {
                var from = From(run.Value(since)!, run.Now); // it has a default
                await run.Get<DetectorSource>().RefreshAsync(cancel);
                var detector = new Detector(Data(run.Get<DetectorSource>().Current.Data, run.Value(topics) ?? [], run.Value(actors) ?? [], run.Value(words) ?? []));
                ReplayResult? result = null;
                await run.ProgressAsync("Reading", async progress => result = await run.Get<Pipeline.Signals.Replay>().RunAsync(from, detector, progress, cancel));
                // The work above sets it or throws.
                if (run.Json)
                    run.WriteJson(ReplayOutput.Json(result!, from));
                else
                    await run.Output.WriteAsync(ReplayOutput.Text(result!, from));
            });
    }

    private static DetectionData Data(DetectionData present, string[] topics, string[] actors, string[] words)
    {
        if (topics.Length + actors.Length + words.Length == 0)
            return present;
        var newTopics = topics.SelectMany(file => DetectionData.ReadTopics(file, ExplainSource.ReadFile(file, "--topics"))).ToList();
        var newActors = actors.SelectMany(file => DetectionData.ReadActors(file, ExplainSource.ReadFile(file, "--actors"))).ToList();
        return new(
            [.. present.Topics.Where(topic => !newTopics.Exists(other => other.Id == topic.Id)), .. newTopics],
            [.. present.Actors.Where(actor => !newActors.Exists(other => other.Name == actor.Name)), .. newActors],
            [.. present.Words, .. words.Select(file => DetectionData.ReadWords(file, ExplainSource.ReadFile(file, "--words")))]);
    }

    private static DateTimeOffset From(string since, DateTimeOffset now)
    {
        var number = since.Length > 1 && int.TryParse(since.AsSpan(0, since.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        if (number is > 0 and < 100_000 && since[^1] is 'd' or 'h')
            return now - (since[^1] == 'd' ? TimeSpan.FromDays(number) : TimeSpan.FromHours(number));
        return DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : throw new CliError($"--since {since} is neither a time back, such as 7d or 36h, nor a date, such as 2026-11-01.");
    }
}
