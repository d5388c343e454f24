using Alerts.Detection;
using Alerts.Pipeline.Opinion;

namespace Alerts.Tests.Pipeline.Opinion;

public sealed class AmbiguityTests
{
    [Theory]
    [InlineData("verb.object+contrast", true, TextPart.Text, true)]
    [InlineData("predicate.adjective+contrast", true, TextPart.Text, true)]
    [InlineData("exchange.concession", true, TextPart.Text, true)]
    [InlineData("noun.decision", true, TextPart.Text, true)]
    [InlineData("verb.object", false, TextPart.Text, true)]
    [InlineData("verb.object", true, TextPart.Title, true)]
    [InlineData("verb.object", true, TextPart.Text, false)]
    [InlineData("verb.contrast", true, TextPart.Text, false)]
    [InlineData("exchange.demand", true, TextPart.Text, false)]
    public void Only_what_the_rules_conclude_on_thin_ground_is_in_doubt(string rule, bool known, TextPart part, bool doubtful) =>
        Assert.Equal(doubtful, Ambiguity.Of(Doubtful.Finding(rule, known: known, part: part)) is not null);

    [Fact]
    public void Statements_and_findings_without_a_topic_are_never_asked_about()
    {
        Assert.Null(Ambiguity.Of(Doubtful.Finding(kind: SignalKind.Statement, known: false, part: TextPart.Title)));
        Assert.Null(Ambiguity.Of(Doubtful.Finding(topic: null)));
    }

    [Fact]
    public void Every_rule_the_list_names_is_one_the_detector_still_uses()
    {
        var shown = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["noun.decision"] = "Ukraine's decision to abandon its NATO bid stunned allies.",
            ["exchange.concession"] = "Turkey decided to support Sweden's NATO membership in exchange for fighter jets.",
            ["governor.agree"] = "Brazil agreed to host peace talks between Russia and Ukraine.",
            ["verb.relented"] = "Hungary had blocked sanctions on Russia for months. On Monday it relented.",
            ["verb.then-now"] = "Austria, once hostile to sanctions on Russia, gave its consent on Monday.",
            [Ambiguity.ContrastSuffix] = "After months of refusing, Hungary said on Tuesday it now supports Sweden's NATO membership.",
        };
        Assert.Equal(Ambiguity.Rules.Keys.Append(Ambiguity.ContrastSuffix).Order(StringComparer.Ordinal), shown.Keys.Order(StringComparer.Ordinal));
        var detector = new Detector(DetectionData.Shipped);
        Assert.All(shown, example => Assert.Contains(
            detector.Detect(new(null, example.Value, new(2024, 2, 20, 0, 0, 0, TimeSpan.Zero), "en")).Findings,
            finding => finding.Kind == SignalKind.Change && finding.Evidence.Rule.EndsWith(example.Key, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_key_tells_findings_of_one_article_apart()
    {
        Finding[] findings =
        [
            Doubtful.Finding(),
            Doubtful.Finding(rule: "noun.decision"),
            Doubtful.Finding(part: TextPart.Title),
            Doubtful.Finding(quote: "it has come round to the bid"),
            Doubtful.Finding() with { To = Position.Neutral },
            Doubtful.Finding() with { About = null },
        ];
        Assert.Equal(findings.Length, findings.Select(Ambiguity.KeyOf).Distinct().Count());
        Assert.Equal(Ambiguity.KeyOf(findings[0]), Ambiguity.KeyOf(Doubtful.Finding()));
    }
}
