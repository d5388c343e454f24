using Alerts.Detection;

namespace Alerts.Tests.Detection;

/// <summary>
/// One way of saying it a line, for X of any grammatical kind: a noun with a name in it, one with an article, an activity,
/// a plural. Those not read yet for all four are in constructions-missed.txt.
/// </summary>
public sealed class ConstructionsTests
{
    private const string Topics = """
        topics:
          - id: membership
            proposition: the state is in NATO
            mentions: [NATO membership]
          - id: ban
            proposition: a ban on trawling is imposed
            mentions: [trawling ban, ban on trawling]
          - id: euro
            proposition: the state joins the euro
            mentions: [join the euro, euro adoption]
          - id: subsidies
            proposition: fuel subsidies are paid
            mentions: [fuel subsidies]
        """;

    private static readonly string[] Names = ["NATO membership", "the trawling ban", "joining the euro", "fuel subsidies"];

    private static readonly Lazy<Detector> Detector = new(() => new Detector(new DetectionData(DetectionData.ReadTopics("topics.yaml", Topics), DetectionData.Shipped.Actors)));

    public static TheoryData<string, bool, string> Lines()
    {
        var lines = new TheoryData<string, bool, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Detection", "Cases", "constructions.txt")))
        {
            if (line.Split('\t') is [var expected, var form, var text])
                lines.Add(expected, form == "headline", text);
        }

        return lines;
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_construction_is_read_alike_for_every_kind_of_name(string expected, bool headline, string construction)
    {
        foreach (var name in Names)
        {
            var text = construction.Replace("X", name, StringComparison.Ordinal);
            text = char.ToUpperInvariant(text[0]) + text[1..];
            var found = Detector.Value.Detect(headline ? new DetectionInput(text, "") : new DetectionInput(null, text)).Findings.Where(f => f.Kind == SignalKind.Change).ToList();
            if (expected == "none")
                Assert.True(found.Count == 0, $"{text} gives {string.Join("; ", found.Select(Gives))}");
            else
                Assert.True(found.Exists(f => f.Actor == "France" && Fits(expected, f.To)), $"{text} gives {string.Join("; ", found.Select(Gives))}");
        }
    }

    [Fact]
    public void What_is_missed_is_a_small_part()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Detection", "Cases");
        var missed = File.ReadLines(Path.Combine(folder, "constructions-missed.txt")).Count(l => l.Length > 0);

        Assert.InRange(missed, 0, File.ReadLines(Path.Combine(folder, "constructions.txt")).Count() / 10);
    }

    private static bool Fits(string expected, Position to) => expected switch
    {
        "favor" => to == Position.Favor,
        "against" => to == Position.Against,
        "neutral" => to == Position.Neutral,
        "neutral or against" => to is Position.Neutral or Position.Against,
        _ => to != Position.Unknown,
    };

    private static string Gives(Finding finding) => $"{finding.Actor}: {finding.From} -> {finding.To} by {finding.Evidence.Rule}";
}
