using System.Text.Json;
using Alerts.Detection;

namespace Alerts.Evaluation.Stance;

/// <summary>Holds what was found in a whole article against its expectations: changes, statements, and those of whom nothing is to be found.</summary>
internal static class ArticleScore
{
    /// <summary>Faults of one article: missed and false changes, missed statements, findings where nothing was expected.</summary>
    /// <param name="expected">The expectations, with the topics and actors to load; topics left out are the shipped ones.</param>
    /// <param name="article">Headline on line 1.</param>
    public static ArticleFaults Of(JsonElement expected, string article)
    {
        var data = new DetectionData(Topics(expected), Actors(expected));
        var end = article.IndexOf('\n', StringComparison.Ordinal);
        var result = new Detector(data).Detect(new DetectionInput(article[..end], article[(end + 1)..]));
        var changes = result.Findings.Where(f => f is { Kind: SignalKind.Change, Hedged: false }).ToList();
        var gold = Rows(expected, "changes");
        var missed = gold.Where(g => !result.Findings.Any(f => f.Kind == SignalKind.Change && (!f.Hedged || IsHedged(g)) && Matches(g, f, "to"))).Select(Describe).ToList();
        var falseAlarms = changes.Where(f => !gold.Exists(g => g.Text("topic") == f.Topic && ActorNames.Same(g.Text("actor"), f.Actor)))
            .Select(f => $"{f.Actor} {f.Topic} {f.From}->{f.To} \"{f.Evidence.Quote}\"").ToList();
        var statements = Rows(expected, "statements");
        var missedStatements = statements.Where(g => !result.Findings.Any(f => g.Text("topic") == f.Topic && ActorNames.Same(g.Text("actor"), f.Actor) && string.Equals(g.Text("position") ?? g.Text("to"), f.To.ToString(), StringComparison.OrdinalIgnoreCase))).Select(Describe).ToList();
        return new ArticleFaults(gold.Count, missed, falseAlarms, statements.Count, missedStatements, [.. result.Findings.Where(f => Nothing(expected, f)).Select(f => $"{f.Actor} {f.Topic} {f.To} \"{f.Evidence.Quote}\"")], result.Findings.Count);
    }

    private static bool Nothing(JsonElement expected, Finding found) => expected.TryGetProperty("nothing_for", out var pairs)
        && pairs.EnumerateArray().Any(p => p.GetArrayLength() == 2 && ActorNames.Same(p[0].GetString(), found.Actor) && p[1].GetString() == found.Topic);

    private static bool IsHedged(JsonElement gold) => gold.TryGetProperty("hedged", out var hedged) && hedged.ValueKind == JsonValueKind.True;

    private static bool Matches(JsonElement gold, Finding found, string position)
    {
        string?[] to = [gold.Text(position), .. gold.Texts(position + "_accept")];
        return gold.Text("topic") == found.Topic && ActorNames.Same(gold.Text("actor"), found.Actor) && to.Contains(found.To.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    private static string Describe(JsonElement row) => $"{row.Text("actor")} {row.Text("topic")} {row.Text("to") ?? row.Text("position")}";

    private static List<JsonElement> Rows(JsonElement expected, string name) => expected.TryGetProperty(name, out var rows) ? [.. rows.EnumerateArray()] : [];

    private static IReadOnlyList<Topic> Topics(JsonElement expected) => expected.TryGetProperty("topics", out var topics) && topics.ValueKind == JsonValueKind.Object && topics.EnumerateObject().Any()
        ? DetectionData.ReadTopics("topics", topics.GetRawText())
        : DetectionData.Shipped.Topics;

    private static IReadOnlyList<Actor> Actors(JsonElement expected) => expected.TryGetProperty("actors", out var actors) && actors.ValueKind == JsonValueKind.Object
        ? DetectionData.ReadActors("actors", actors.GetRawText())
        : DetectionData.Shipped.Actors;
}

/// <summary>What is wrong with one article's findings, and how many of each kind there were.</summary>
internal sealed record ArticleFaults(int Changes, List<string> MissedChanges, List<string> FalseChanges, int Statements, List<string> MissedStatements, List<string> Unwanted, int Findings);
