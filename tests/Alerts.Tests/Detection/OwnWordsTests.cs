using Alerts.Detection;
using Alerts.Detection.Loading;

namespace Alerts.Tests.Detection;

/// <summary>Verbs, nouns, adjectives and cues of an operator's own.</summary>
public sealed class OwnWordsTests
{
    private const string Mine =
        """
        words:
          verbs:
            - group: drop
              add: [defenestrate, feed ... to the sharks]
          nouns:
            - effect: con
              add: [heartburn >over]
          adjectives:
            - effect: pro
              add: [smitten >with]
          cues:
            newness: [in a bombshell move]
        """;

    [Theory]
    [InlineData("Ukraine defenestrated its NATO bid on Monday.", "Ukraine: Change Neutral")]
    [InlineData("Ukraine fed its NATO bid to the sharks.", "Ukraine: Change Neutral")]
    [InlineData("Hungary voiced heartburn over sanctions on Russia.", "Hungary: Statement Against")]
    [InlineData("Japan is smitten with sanctions on Russia.", "Japan: Statement Favor")]
    [InlineData("In a bombshell move, Japan backed sanctions on Russia.", "Japan: Change Favor")]
    public void Own_words_are_read_as_the_group_they_were_put_in(string text, string expected)
    {
        var data = new DetectionData(DetectionData.Shipped.Topics, DetectionData.Shipped.Actors, [DetectionData.ReadWords("mine.yaml", Mine)]);

        var finding = Assert.Single(new Detector(data).Detect(new(null, text)).Findings);

        Assert.Equal(expected, $"{finding.Actor}: {finding.Kind} {finding.To}");
        Assert.DoesNotContain(new Detector(DetectionData.Shipped).Detect(new(null, text)).Findings, found => found.Kind == finding.Kind && found.To == finding.To);
    }

    [Fact]
    public void Its_entries_can_be_listed() =>
        Assert.Equal(["defenestrate (drop)", "feed ... to the sharks (drop)", "heartburn >over (con)", "smitten >with (pro)", "in a bombshell move (newness)"], DetectionData.ReadWords("mine.yaml", Mine).Entries);

    [Fact]
    public void A_word_that_the_shipped_files_have_learned_since_is_passed_over()
    {
        var read = DetectionData.ReadWords("mine.yaml", "words:\n  verbs:\n    - group: drop\n      add: [abandon, defenestrate]\n  cues:\n    newness: [at last]");

        Assert.Equal(["defenestrate (drop)"], read.Entries);
    }

    [Theory]
    [InlineData("words:\n  verbs:\n    - group: dorp\n      add: [bin it]", "mine.yaml, line 3: `group: dorp` is unknown; use one of drop, ")]
    [InlineData("words:\n  verbs:\n    - group: drop", "mine.yaml, line 3: the entry of `drop` adds nothing; write `add:")]
    [InlineData("words:\n  verbs:\n    - group: keep\n      add: [abandon]", "mine.yaml, line 3: `abandon` is in the group `drop` already; take it out")]
    [InlineData("words:\n  verbs:\n    - group: drop\n      add: [\"drop! it\"]", "mine.yaml, line 3: `drop! it` has a sign that no pattern has; write words")]
    [InlineData("words:\n  verbs:\n    - group: drop\n      add: [\"wander >\"]", "mine.yaml, line 3: `wander >` has no prepositions after its >; write them as >on|over")]
    [InlineData("words:\n  verbs:\n    - group: drop\n      add: [wander .. off]", "mine.yaml, line 3: `wander .. off` has a full stop; write `...`")]
    [InlineData("words:\n  nouns:\n    - effect: con\n      add: [grumble ... about]", "mine.yaml, line 3: `grumble ... about` has a gap, which only verbs have; leave out")]
    [InlineData("words:\n  nouns:\n    - group: con\n      add: [grumble]", "mine.yaml, line 3: an entry has no `effect`; add one of")]
    [InlineData("words:\n  cues:\n    novelty: [at last]", "mine.yaml, line 3: `novelty` is no list of cues; use one of newness, ")]
    [InlineData("words:\n  cues:\n    newness: [At long last]", "mine.yaml, line 3: the cue `At long last` has a capital; write cues in lower case")]
    [InlineData("words:\n  adverbs: [now]", "mine.yaml, line 2: `words` has the unknown key `adverbs`; use one of verbs, nouns, adjectives, cues")]
    [InlineData("words:\n  verbs: []", "mine.yaml, line 2: nothing to add in it; add a verb")]
    public void A_fault_names_file_line_and_mend(string text, string beginning)
    {
        var fault = Assert.Throws<DataFileException>(() => DetectionData.ReadWords("mine.yaml", text));

        Assert.StartsWith(beginning, fault.Message, StringComparison.Ordinal);
    }
}
