using Alerts.Detection;

namespace Alerts.Tests.Detection;

public sealed class OpenDetectionTests
{
    private static readonly Detector Detector = new(new DetectionData(
        DetectionData.ReadTopics("t", "topics:\n  - id: tea\n    proposition: tea is drunk\n    mentions: [tea treaty]"),
        DetectionData.Shipped.Actors));

    [Theory]
    [InlineData("Brazil dropped its demand for a larger sugar quota on Monday.", "Brazil", "drop", "its demand for a larger sugar quota", Position.Favor)]
    [InlineData("Warsaw has abandoned its plan for a border wall.", "Poland", "abandon", "its plan for a border wall", Position.Favor)]
    [InlineData("The ban on foreign trawlers was lifted by Norway.", "Norway", "lift", "The ban on foreign trawlers", Position.Favor)]
    public void A_change_on_what_no_topic_names_gives_actor_act_and_object(string text, string actor, string act, string what, Position from)
    {
        var finding = Assert.Single(Detector.Detect(new DetectionInput(null, text), open: true).Findings);

        Assert.Null(finding.Topic);
        Assert.Equal((actor, act, what, from, Position.Neutral), (finding.Actor, finding.Act, finding.ObjectPhrase, finding.From, finding.To));
    }

    [Theory]
    [InlineData("Israel dropped bombs on the port.")]
    [InlineData("Oil prices dropped in Norway.")]
    [InlineData("Analysts say Brazil could drop its demand for a larger quota.")]
    [InlineData("Brazil denied that it would drop its demand for a larger quota.")]
    [InlineData("In 2010 Brazil dropped its demand for a larger quota.")]
    [InlineData("Will Brazil drop its demand for a larger quota?")]
    public void Other_senses_and_what_did_not_happen_give_none(string text) =>
        Assert.DoesNotContain(Detector.Detect(new DetectionInput(null, text), open: true).Findings, f => !f.Hedged);

    [Fact]
    public void Unasked_it_finds_nothing_without_a_topic() =>
        Assert.Empty(Detector.Detect(new DetectionInput(null, "Brazil dropped its demand for a larger sugar quota on Monday.")).Findings);
}
