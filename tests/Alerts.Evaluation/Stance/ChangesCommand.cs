using System.CommandLine;
using System.Text.Json;
using Alerts.Detection;

namespace Alerts.Evaluation.Stance;

/// <summary>Scores changes of position over sentences: precision, recall and F1 of changed and reiterated, joint, alarms.</summary>
internal static class ChangesCommand
{
    public static Command Create()
    {
        var cases = new Option<FileInfo>("--cases") { Description = "Case file, one JSON object a line.", Required = true };
        var topics = new Option<FileInfo>("--topics") { Description = "Topics, loaded as the only ones.", Required = true };
        var actors = new Option<FileInfo>("--actors") { Description = "Actors, loaded as the only ones.", Required = true };
        var verbose = new Option<bool>("--verbose") { Description = "Print every row that is wrong." };
        var command = new Command("changes", "Changes of position in sentences and headlines.") { cases, topics, actors, verbose };
        command.SetAction(parse => Run(parse.GetRequiredValue(cases).FullName, parse.GetRequiredValue(topics).FullName, parse.GetRequiredValue(actors).FullName, parse.GetValue(verbose)));
        return command;
    }

    private static int Run(string casePath, string topicPath, string actorPath, bool verbose)
    {
        var data = new DetectionData(DetectionData.ReadTopics(topicPath, File.ReadAllText(topicPath)), DetectionData.ReadActors(actorPath, File.ReadAllText(actorPath)));
        var detector = new Detector(data);
        var score = new ChangeScore();
        foreach (var row in CaseFile.Read(casePath))
        {
            var (findings, dropped) = Detect(detector, row);
            if (score.Add(row, findings) is { } fault && verbose)
            {
                Console.WriteLine($"{row.Text("id")} {fault}");
                Console.WriteLine($"  text     {(row.Text("context") is { } context ? context + " | " : "")}{row.Text("text")}");
                Console.WriteLine($"  expected {row.GetProperty("expected").GetRawText()}");
                foreach (var f in findings)
                    Console.WriteLine($"  found    {(f.Kind == SignalKind.Change ? "changed" : f.Reiterated ? "reiterated" : "statement")}{(f.Hedged ? " hedged" : "")} {f.Actor} {f.Topic} {f.From}->{f.To} rule {f.Evidence.Rule} cue {f.Evidence.Cue}");
                foreach (var d in dropped)
                    Console.WriteLine($"  dropped  {d.Rule}: {d.Reason}");
            }
        }

        score.Print();
        return 0;
    }

    /// <summary>What the detector finds in the sentence of a row; its context is read before it and not counted.</summary>
    internal static (List<Finding> Findings, List<DroppedCandidate> Dropped) Detect(Detector detector, JsonElement row)
    {
        var text = row.Text("text") ?? "";
        var headline = row.Text("form") == "headline";
        var context = row.Text("context");
        var input = headline ? new DetectionInput(text, context ?? "") : new DetectionInput(null, context is null ? text : context + "\n" + text);
        var result = detector.Detect(input, explain: true);
        var offset = context is null || headline ? 0 : context.Length + 1;
        return ([.. result.Findings.Where(f => headline ? f.Evidence.Part == TextPart.Title : f.Evidence.Span.Start >= offset)],
            [.. result.Dropped.Where(d => headline || d.Span.Start >= offset)]);
    }
}
