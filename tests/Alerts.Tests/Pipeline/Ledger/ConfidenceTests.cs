using Alerts.Detection;
using Alerts.Pipeline.Opinion;
using Alerts.Pipeline.Signals;
using Signal = Alerts.Pipeline.Signals.Signal;

namespace Alerts.Tests.Pipeline.Ledger;

/// <summary>How sure, and in which words.</summary>
public sealed class ConfidenceTests
{
    private static readonly DateTimeOffset At = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>All that a confidence is worked out from, but for the number of sources.</summary>
    private static IEnumerable<Grounds> All =>
        from proof in Enum.GetValues<ProofKind>()
        from conditional in new[] { false, true }
        from headline in new[] { false, true }
        from doubtful in new[] { false, true }
        from seconded in new[] { false, true }
        select new Grounds(proof, conditional, headline, doubtful, seconded, 1);

    [Theory]
    [InlineData("TextAndLedger", "", 1, "Likely (0.74): one outlet; the text itself says that the position is new, and it differs from the one we held.")]
    [InlineData("Text", "", 1, "Likely (0.70): one outlet; the text itself says that the position is new.")]
    [InlineData("Text", "", 2, "Likely (0.81): 2 independent outlets; the text itself says that the position is new.")]
    [InlineData("Text", "", 3, "Well sourced (0.87): 3 independent outlets; the text itself says that the position is new.")]
    [InlineData("Text", "", 60, "Well sourced (0.97): 60 independent outlets; the text itself says that the position is new.")]
    [InlineData("Ledger", "", 1, "Plausible (0.60): one outlet; it differs from the position we held; no text calls it new.")]
    [InlineData("Ledger", "", 3, "Likely (0.84): 3 independent outlets; it differs from the position we held; no text calls it new.")]
    [InlineData("Statement", "", 1, "Likely (0.70): one outlet; the text states the position.")]
    [InlineData("Rumour", "", 1, "Uncertain (0.30): one outlet; the text itself calls it uncertain.")]
    [InlineData("Rumour", "", 60, "Uncertain (0.45): 60 independent outlets; the text itself calls it uncertain.")]
    [InlineData("Text", "conditional", 1, "Likely (0.65): one outlet; the text itself says that the position is new; it is tied to a condition.")]
    [InlineData("Text", "headline", 1, "Plausible (0.60): one outlet; the text itself says that the position is new; only headlines show it.")]
    [InlineData("Text", "doubtful", 1, "Uncertain (0.45): one outlet; the text itself says that the position is new; the rule that read it errs at times.")]
    [InlineData("Text", "doubtful seconded", 1, "Plausible (0.50): one outlet; the text itself says that the position is new; the rule that read it errs at times; a second opinion agrees.")]
    [InlineData("Text", "doubtful", 3, "Likely (0.78): 3 independent outlets; the text itself says that the position is new; the rule that read it errs at times.")]
    public void A_proof_and_its_sources_make_a_figure_and_a_sentence(string proof, string more, int sources, string sentence) =>
        Assert.Equal(
            sentence,
            Confidence.Of(new Grounds(
                Enum.Parse<ProofKind>(proof), more.Contains("conditional", StringComparison.Ordinal), more.Contains("headline", StringComparison.Ordinal),
                more.Contains("doubtful", StringComparison.Ordinal), more.Contains("seconded", StringComparison.Ordinal), sources)).Sentence);

    [Fact]
    public void Every_source_more_makes_it_surer_and_none_makes_it_sure()
    {
        foreach (var grounds in All)
        {
            var values = Enumerable.Range(1, 100).Select(sources => Confidence.Of(grounds with { Sources = sources }).Value).ToList();
            Assert.Equal(values.Order(), values);
            Assert.True(values[0] < values[1] && values[1] < values[2], $"{grounds}");
            Assert.All(values, value => Assert.InRange(value, 0.01, 0.97));
        }
    }

    [Fact]
    public void A_second_opinion_makes_it_surer_and_a_doubt_less_sure()
    {
        foreach (var grounds in All.SelectMany(one => Enumerable.Range(1, 5).Select(sources => one with { Sources = sources })))
        {
            var value = Confidence.Of(grounds).Value;
            Assert.True(value <= Confidence.Of(grounds with { Seconded = true }).Value, $"{grounds}");
            Assert.True(value >= Confidence.Of(grounds with { HeadlineOnly = true }).Value, $"{grounds}");
            Assert.True(value >= Confidence.Of(grounds with { Conditional = true }).Value, $"{grounds}");
            Assert.True(value >= Confidence.Of(grounds with { Doubtful = true }).Value, $"{grounds}");
            Assert.True(value >= Confidence.Of(grounds with { Proof = ProofKind.Rumour }).Value, $"{grounds}");
        }
    }

    [Fact]
    public void The_words_never_say_another_thing_than_the_figure()
    {
        var all = All.SelectMany(one => Enumerable.Range(1, 100).Select(sources => (Grounds: one, Sure: Confidence.Of(one with { Sources = sources })))).ToList();
        foreach (var (grounds, sure) in all)
        {
            if (sure.Sureness == Sureness.WellSourced)
                Assert.True(sure.Sources >= 3, $"{grounds}");
            if (grounds.Proof == ProofKind.Rumour)
                Assert.Equal(Sureness.Uncertain, sure.Sureness);
        }

        var sorted = all.Select(one => one.Sure).OrderBy(sure => sure.Value).Select(sure => sure.Sureness).ToList();
        Assert.Equal(sorted.Order(), sorted);
    }

    [Fact]
    public void A_signal_is_as_sure_as_its_best_source_allows()
    {
        var signal = new Signal("id", SignalKind.Change, "Ukraine", "nato-membership", null, Position.Neutral, At, At, [Source("one", title: true, rule: "exchange.concession")]) { Basis = Basis.Textual };
        Assert.Equal(new Grounds(ProofKind.Text, false, true, true, false, 1), Grounds.Of(signal));
        Assert.Equal(new Grounds(ProofKind.Text, false, false, true, false, 2), Grounds.Of(signal with { Sources = [.. signal.Sources, Source("two", title: false, rule: "verb.object+contrast")] }));
        Assert.Equal(new Grounds(ProofKind.Text, false, false, false, false, 2), Grounds.Of(signal with { Sources = [.. signal.Sources, Source("two", title: false, rule: "verb.object")] }));
        var agreed = Source("two", title: true, rule: "noun.decision") with { Opinion = new(Verdict.Agree, "It says so.", null) };
        Assert.True(Grounds.Of(signal with { Sources = [agreed] }).Seconded);
        Assert.Equal(ProofKind.Rumour, Grounds.Of(signal with { Hedged = true, Basis = Basis.Both }).Proof);
        Assert.Equal(ProofKind.Statement, Grounds.Of(signal with { Kind = SignalKind.Statement, Basis = null }).Proof);
        Assert.Null(Confidence.Of(signal with { Kind = SignalKind.Keyword }));
        Assert.Null(Confidence.Of(signal with { Kind = SignalKind.Retraction }));
    }

    [Theory]
    [InlineData("https://www.bbc.co.uk/news/1", "https://news.bbc.co.uk/2", true)]
    [InlineData("https://bbc.co.uk/1", "https://mirror.co.uk/1", false)]
    [InlineData("https://edition.cnn.com/1", "https://www.CNN.com/2", true)]
    [InlineData("https://cnn.com/1", "https://notcnn.com/1", false)]
    [InlineData("https://a.substack.com/p/1", "https://b.substack.com/p/1", false)]
    [InlineData("https://a.substack.com/p/1", "https://a.substack.com/p/2", true)]
    [InlineData("https://www.abc.net.au/1", "https://www.sbs.com.au/1", false)]
    [InlineData("http://192.0.2.1/a", "http://192.0.2.2/a", false)]
    [InlineData(null, null, true)]
    [InlineData(null, "https://outlet.example/", false)]
    public void One_publisher_is_one_source(string? one, string? other, bool same)
    {
        var marked = StorySignal.Marked([Source("one") with { Link = one }, Source("two") with { Link = other }]);
        Assert.Equal([false, same], marked.Select(source => source.SameOwner));
    }

    [Fact]
    public void Copies_and_own_repeats_count_once_and_never_push_out_who_counts()
    {
        // Two hundred articles of one publisher, and then another who reports on his own.
        var marked = StorySignal.Marked([.. Enumerable.Range(0, 200).Select(i => Source($"a{i}")), Source("z") with { Link = "https://other.example/z" }]);
        Assert.Equal(60, marked.Count);
        Assert.Equal(["a0", "z"], marked.Where(source => source.IsIndependent).Select(source => source.ArticleId));
    }

    private static SignalSource Source(string article, bool title = false, string rule = "verb.object") =>
        new(article, "feed", "Outlet", title ? "Kyiv drops bid" : "News", null, At, At, "", new(title ? "Kyiv drops bid" : "Kyiv dropped its bid.", 0, 4, rule, null, null));
}
