using System.CommandLine;
using System.Globalization;
using Alerts.Detection;

namespace Alerts.Cli.Explain;

/// <summary><c>explain FILE|URL|-</c>: what the detector finds in a text, and why near misses were none.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("source") { Description = "A text file (headline on line 1), a web address, or - for standard input." };
        var date = new Option<string?>("--date") { Description = "When it was published, e.g. 2025-12-14; decides who holds an office and what is history." };
        var language = new Option<string?>("--language") { Description = "BCP 47 tag of the text, e.g. en-GB." };
        var topics = new Option<string?>("--topics") { Description = "Topic file that replaces the shipped topics." };
        var actors = new Option<string?>("--actors") { Description = "Actor file that replaces the shipped actors." };
        var words = new Option<string?>("--words") { Description = "File of own verbs, nouns, adjectives and cues, added to the shipped ones." };
        var open = new Option<bool>("--open") { Description = "Also find changes of known actors on objects that no topic names." };
        return new Command("explain", "Show what the detector finds in a text: signals with rule, cue and spans, and why near misses were none.") { source, date, language, topics, actors, words, open }
            .Runs(async (run, cancel) =>
            {
                var text = await ExplainSource.ReadAsync(run.Value(source), cancel);
                var data = Load(run.Value(topics), run.Value(actors), run.Value(words));
                var input = text.ToInput(Published(run.Value(date)), run.Value(language));
                var result = new Detector(data).Detect(input, explain: true, open: run.Value(open));
                await run.Output.WriteAsync(run.Json ? ExplainOutput.Json(result, text) : ExplainOutput.Text(result, data));
            });
    }

    private static DetectionData Load(string? topics, string? actors, string? words)
    {
        if (topics is null && actors is null && words is null)
            return DetectionData.Shipped;
        return new DetectionData(
            topics is null ? DetectionData.Shipped.Topics : DetectionData.ReadTopics(topics, ExplainSource.ReadFile(topics, "--topics")),
            actors is null ? DetectionData.Shipped.Actors : DetectionData.ReadActors(actors, ExplainSource.ReadFile(actors, "--actors")),
            words is null ? null : [DetectionData.ReadWords(words, ExplainSource.ReadFile(words, "--words"))]);
    }

    private static DateTimeOffset? Published(string? text)
    {
        if (text is null)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : throw new CliError($"--date {text} is no date; write it as 2025-12-14 or 2025-12-14T09:30Z.");
    }
}
