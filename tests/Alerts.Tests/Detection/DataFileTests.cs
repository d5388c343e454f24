using Alerts.Detection;
using Alerts.Detection.Loading;

namespace Alerts.Tests.Detection;

public sealed class DataFileTests
{
    [Theory]
    [InlineData("topics:\n  - id: Bad Id\n    proposition: x\n    mentions: [a]", "line 2", "small letters")]
    [InlineData("topics:\n  - proposition: x\n    mentions: [a]", "line 2", "no `id`")]
    [InlineData("topics:\n  - id: a\n    mentions: [a]", "line 2", "no `proposition`")]
    [InlineData("topics:\n  - id: a\n    proposition: x", "line 2", "no `mentions`")]
    [InlineData("topics:\n  - id: a\n    proposition: x\n    mention: [a]", "line 2", "unknown key `mention`")]
    [InlineData("topics:\n  - id: a\n    proposition: x\n    weak: [a]", "line 2", "no `context`")]
    [InlineData("topics:\n  - id: a\n    proposition: x\n    mentions:\n      - [b]", "line 5", "no text")]
    [InlineData("topics:\n  - id: [a", "line", "not valid YAML")]
    [InlineData("", "line 1", "empty")]
    public void A_fault_in_a_topic_file_names_file_line_and_mend(string yaml, string line, string what)
    {
        var fault = Assert.Throws<DataFileException>(() => DetectionData.ReadTopics("mine.yaml", yaml));

        Assert.StartsWith("mine.yaml, " + line, fault.Message, StringComparison.Ordinal);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
        Assert.Contains("; ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_leader_s_term_that_is_no_date_is_told()
    {
        var fault = Assert.Throws<DataFileException>(() => DetectionData.ReadActors("mine.yaml", "actors:\n  - name: X\n    leaders:\n      - { name: Y, from: soon }"));

        Assert.Contains("`from: soon`", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_topics_include_those_the_product_promises()
    {
        var ids = DetectionData.Shipped.Topics.Select(t => t.Id).ToList();

        Assert.Contains("nato-membership", ids);
        Assert.Contains("security-guarantees", ids);
        Assert.Contains("territorial-concessions", ids);
        Assert.True(ids.Count >= 60);
        Assert.True(DetectionData.Shipped.Actors.Count(a => a.Kind == "country") >= 193);
    }

    [Fact]
    public void A_text_in_another_language_is_declined() =>
        Assert.Equal("language: fr", new Detector(DetectionData.Shipped).Detect(new DetectionInput(null, "L'Ukraine renonce.", null, "fr")).Declined);

    [Fact]
    public void A_leader_speaks_for_the_country_only_in_office()
    {
        var actors = DetectionData.ReadActors("a.yaml", "actors:\n  - name: Freedonia\n    kind: country\n    leaders:\n      - { name: Rufus Firefly, aliases: [Firefly], office: president, from: 2020-01-01, to: 2022-12-31 }");
        var topics = DetectionData.ReadTopics("t.yaml", "topics:\n  - id: tea-treaty\n    proposition: the tea treaty is kept\n    mentions: [tea treaty]");
        var detector = new Detector(new DetectionData(topics, actors));
        var text = "Firefly dropped the tea treaty on Monday.";

        Assert.Equal("Freedonia", Assert.Single(detector.Detect(new DetectionInput(null, text, new DateTimeOffset(2021, 5, 1, 0, 0, 0, TimeSpan.Zero))).Findings).Actor);
        Assert.NotEqual("Freedonia", Assert.Single(detector.Detect(new DetectionInput(null, text, new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero))).Findings).Actor);
    }
}
