using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Alerts.Detection.Events;

namespace Alerts.Evaluation.Stance;

/// <summary>Scores the root of the best act of a sentence: macro-F1 over roots 01 to 14, and the actor where the root is right.</summary>
internal static class ActsCommand
{
    public static Command Create()
    {
        var cases = new Option<FileInfo>("--cases") { Description = "Case file, one JSON object a line.", Required = true };
        var verbose = new Option<bool>("--verbose") { Description = "Print every row that is wrong." };
        var command = new Command("acts", "CAMEO roots of news sentences.") { cases, verbose };
        command.SetAction(parse => Run(parse.GetRequiredValue(cases).FullName, parse.GetValue(verbose)));
        return command;
    }

    private static int Run(string path, bool verbose)
    {
        var coder = new EventCoder();
        var right = new Dictionary<string, int>(StringComparer.Ordinal);
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var gold = new Dictionary<string, int>(StringComparer.Ordinal);
        var actorsRight = 0;
        var actorsTotal = 0;
        var rows = 0;
        foreach (var row in CaseFile.Read(path))
        {
            var expected = row.GetProperty("expected");
            var roots = Roots(expected).Where(InRange).ToHashSet(StringComparer.Ordinal);
            if (roots.Count == 0)
                continue;
            rows++;
            var events = coder.Code(row.Text("text") ?? "");
            var best = events.FirstOrDefault(e => e.CameoRoot != "01") ?? (events.Count > 0 ? events[0] : null);
            var hit = best is not null && roots.Contains(best.CameoRoot);
            var counted = hit ? best!.CameoRoot : roots.First(); // a hit has an event
            Count(gold, counted);
            if (best is not null)
                Count(found, best.CameoRoot);
            if (hit)
                Count(right, counted);
            var actors = expected.Texts("actors");
            var actorHit = hit && actors.Any(a => SameActor(a, best?.Actor));
            if (hit && actors.Length > 0)
            {
                actorsTotal++;
                actorsRight += actorHit ? 1 : 0;
            }

            if (verbose && (!hit || (actors.Length > 0 && !actorHit)))
                Console.WriteLine($"{row.Text("id")} {(hit ? "actor" : "root")} {best?.CameoRoot} {best?.Actor} \"{best?.Act}\", not {string.Join('|', roots)} {string.Join('|', actors)}\n  {row.Text("text")}");
        }

        var scores = gold.Keys.Order(StringComparer.Ordinal).Select(root =>
        {
            var r = right.GetValueOrDefault(root);
            var precision = Rate(r, found.GetValueOrDefault(root));
            var recall = Rate(r, gold[root]);
            var f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"acts.root.{root}.f1 {f1:0.000} {r} right, {found.GetValueOrDefault(root)} found, {gold[root]} gold"));
            return f1;
        }).ToList();
        Console.WriteLine($"rows {rows}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"acts.macro_f1 {(scores.Count == 0 ? 0 : scores.Average()):0.000} over {scores.Count} roots"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"acts.actor_accuracy {Rate(actorsRight, actorsTotal):0.000} {actorsRight} of {actorsTotal}"));
        return 0;
    }

    private static IEnumerable<string> Roots(JsonElement expected)
    {
        if (expected.Text("cameo_root") is { } root)
            return [root];
        return expected.TryGetProperty("events", out var events) ? events.EnumerateArray().Select(e => e.Text("cameo_root") ?? "") : [];
    }

    private static bool InRange(string root) => int.TryParse(root, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 14;

    // The head noun or alias of one is inside the other.
    private static bool SameActor(string gold, string? found)
    {
        if (found is null)
            return false;
        var head = Head(gold);
        var other = Head(found);
        return found.Contains(head, StringComparison.OrdinalIgnoreCase) || gold.Contains(other, StringComparison.OrdinalIgnoreCase);
    }

    private static string Head(string name)
    {
        var end = name.IndexOf(" of ", StringComparison.Ordinal);
        var phrase = (end > 0 ? name[..end] : name).Replace("'s", "", StringComparison.Ordinal).TrimEnd('.', ',', ' ');
        return phrase.Split(' ')[^1];
    }

    private static double Rate(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static void Count(Dictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
