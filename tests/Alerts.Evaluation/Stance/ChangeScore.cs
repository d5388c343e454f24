using System.Globalization;
using System.Text.Json;
using Alerts.Detection;

namespace Alerts.Evaluation.Stance;

/// <summary>Scores changes of position row by row: what is expected against what was found.</summary>
internal sealed class ChangeScore
{
    private readonly Dictionary<string, (int Right, int Total)> phenomena = new(StringComparer.Ordinal);
    private int rows;
    private int changedRight;
    private int changedFound;
    private int changedGold;
    private int reiteratedRight;
    private int reiteratedFound;
    private int reiteratedGold;
    private int joint;
    private int alarms;
    private int negatives;

    /// <summary>Scores one row; what is wrong with it, or null.</summary>
    public string? Add(JsonElement row, List<Finding> findings)
    {
        var expected = row.GetProperty("expected");
        var gold = expected.Text("kind") ?? "none";
        string[] kinds = [gold, .. expected.Texts("kind_accept")];
        rows++;
        var topic = expected.Text("topic");
        var relevant = findings;
        var changes = relevant.Where(f => f.Kind == SignalKind.Change).ToList();
        var change = changes.Find(f => f.Topic == topic && Actor(expected, f.Actor)) ?? changes.Find(f => f.Topic == topic) ?? changes.FirstOrDefault();
        var reiterated = change is null && relevant.Exists(f => f.Kind == SignalKind.Statement && f.Reiterated);
        var hedgeFits = change is not null && (!expected.Flag("hedged") || change.Hedged);

        // A second signal that the row names, or a kind that it accepts, is no false alarm.
        var acceptedChange = change is not null && (kinds.Contains("changed") || Also(expected, change));
        if (gold == "changed")
            changedGold++;
        if (change is not null && !(gold != "changed" && acceptedChange))
            changedFound++;
        if (gold == "changed" && hedgeFits)
            changedRight++;
        if (gold == "reiterated")
            reiteratedGold++;
        if (reiterated && !(gold != "reiterated" && kinds.Contains("reiterated")))
            reiteratedFound++;
        if (gold == "reiterated" && reiterated)
            reiteratedRight++;
        if (row.Flag("hard_negative"))
        {
            negatives++;
            if (change is { Hedged: false } && !acceptedChange)
                alarms++;
        }

        var found = change is not null ? "changed" : reiterated ? "reiterated" : "none";
        var fault = kinds.Contains(found) && (gold != "changed" || found != "changed" || hedgeFits) ? null : $"kind {found}, not {gold}{(change is not null && !hedgeFits ? " hedged" : "")}";
        if (gold == "changed")
        {
            string?[] to = [expected.Text("to"), .. expected.Texts("to_accept")];
            var right = changes.Exists(f => (!expected.Flag("hedged") || f.Hedged) && f.Topic == topic && Actor(expected, f.Actor) && to.Contains(f.To.ToString().ToLowerInvariant()));
            if (right)
                joint++;
            else if (fault is null && change is not null)
                fault = change.Topic != topic ? $"topic {change.Topic}, not {topic}" : !Actor(expected, change.Actor) ? $"actor {change.Actor}, not {expected.Text("actor")}" : $"to {change.To}, not {expected.Text("to")}";
        }

        foreach (var phenomenon in row.Texts("phenomena"))
        {
            var (right, total) = phenomena.GetValueOrDefault(phenomenon);
            phenomena[phenomenon] = (right + (fault is null ? 1 : 0), total + 1);
        }

        return fault;
    }

    public void Print()
    {
        foreach (var (name, (right, total)) in phenomena.OrderBy(p => p.Key, StringComparer.Ordinal))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"phenomenon.{name} {Rate(right, total):0.00} {right} of {total}"));
        Console.WriteLine($"rows {rows}");
        Three("changed", changedRight, changedFound, changedGold);
        Three("reiterated", reiteratedRight, reiteratedFound, reiteratedGold);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"joint {Rate(joint, changedGold):0.000} {joint} of {changedGold}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"alarms {Rate(alarms, negatives):0.000} {alarms} of {negatives}"));
    }

    private static void Three(string name, int right, int found, int gold)
    {
        var precision = Rate(right, found);
        var recall = Rate(right, gold);
        var f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}.precision {precision:0.000} {right} of {found}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}.recall {recall:0.000} {right} of {gold}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}.f1 {f1:0.000}"));
    }

    private static double Rate(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static bool Actor(JsonElement expected, string actor) =>
        expected.Text("actor") is null || ActorNames.Same(expected.Text("actor"), actor) || expected.Texts("actor_accept").Any(a => ActorNames.Same(a, actor));

    private static bool Also(JsonElement expected, Finding found)
    {
        if (!expected.TryGetProperty("also", out var also))
            return false;
        var list = also.ValueKind == JsonValueKind.Array ? also.EnumerateArray().ToList() : [also];
        return list.Exists(s => s.ValueKind == JsonValueKind.Object && s.Text("kind") == "changed" && s.Text("topic") == found.Topic && Actor(s, found.Actor));
    }
}
