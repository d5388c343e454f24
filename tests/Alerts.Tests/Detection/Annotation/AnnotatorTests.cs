using Alerts.Detection;
using Alerts.Detection.Annotation;

namespace Alerts.Tests.Detection.Annotation;

public sealed class AnnotatorTests
{
    private static readonly Topic Bid = new("nato-bid", "NATO bid", "the candidate joins NATO", "security")
    {
        Mentions = ["NATO membership", "MAP", "SALT"],
        Weak = ["membership bid"],
        Context = ["NATO", "alliance"],
    };

    private static readonly Actor Acme = new("Acme", "company") { Leaders = [new("Ann Doe", ["Doe"], "chief executive", null, new DateOnly(2020, 1, 1))] };
    private static readonly Actor Beta = new("Beta", "company") { Leaders = [new("Ben Doe", ["Doe"], "chief executive", new DateOnly(2020, 1, 2), null)] };

    private static readonly Annotator Annotator = new DetectionData([Bid], [Acme, Beta]).Annotator;

    [Theory]
    [InlineData("Its membership bid troubles the alliance.", 0, 1)]
    [InlineData("Its membership bid was put off.", 0, 0)]
    [InlineData("Its membership bid was put off.", 200, 1)]
    [InlineData("Its membership bid was put off.", 400, 0)]
    public void A_weak_mention_counts_only_with_its_context_near(string sentence, int distance, int expected)
    {
        var text = distance == 0 ? sentence : $"{sentence} {new string('-', distance)} Elsewhere the alliance met.";
        Assert.Equal(expected, Annotator.Topics(text).Count);
    }

    [Fact]
    public void A_mention_within_another_of_its_topic_is_not_told_twice() =>
        Assert.Equal([new TopicMention(0, 0, 15, false, false)], Annotator.Topics("NATO membership"));

    [Theory]
    [InlineData("a MAP for Kyiv", 1)]
    [InlineData("a map of Kyiv", 0)]
    [InlineData("a Map of Kyiv", 0)]
    [InlineData("the SALT talks", 1)]
    [InlineData("the Salt talks", 1)]
    [InlineData("the salt mines", 0)]
    public void Capitals_matter_in_acronyms(string text, int expected) => Assert.Equal(expected, Annotator.Topics(text).Count);

    [Theory]
    [InlineData("NATO membership", true)]
    [InlineData("nato\u00A0Memberships", true)]
    [InlineData("NA\u00ADTO membership", true)]
    [InlineData("membership of the club", false)]
    [InlineData("", false)]
    public void The_gate_reads_raw_text(string text, bool open) => Assert.Equal(open, Annotator.NamesTopic(text));

    [Theory]
    [InlineData(2019, 0)]
    [InlineData(2024, 1)]
    public void Of_two_people_of_one_name_the_one_in_office_is_meant(int year, int actor) =>
        Assert.Equal(actor, Assert.Single(Annotator.Actors("Doe declined.", new DateOnly(year, 6, 1))).Actor);

    [Fact]
    public void Text_without_a_topic_costs_no_memory()
    {
        var detector = new Detector(new DetectionData([Bid], [Acme, Beta]));
        var input = new DetectionInput("Ann Doe of Acme resigns", new string('a', 5000) + " Beta’s shares – and Acme’s – fell.");
        detector.Detect(input);
        var before = GC.GetAllocatedBytesForCurrentThread();
        detector.Detect(input);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
