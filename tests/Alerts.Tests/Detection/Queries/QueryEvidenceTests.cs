using Alerts.Detection;
using Alerts.Detection.Queries;

namespace Alerts.Tests.Detection.Queries;

public class QueryEvidenceTests
{
    [Fact]
    public void Evidence_is_the_sentence_with_the_words_marked()
    {
        var document = new QueryDocument("Talks go on", "It rained. Dr. Weiss of Ukraine\u2019s mission met NATO on Monday. It was late.");

        var evidence = Assert.Single(KeywordQuery.Parse("nato ukraine").Find(document));

        Assert.Equal(TextPart.Text, evidence.Part);
        Assert.Equal("Dr. Weiss of Ukraine\u2019s mission met NATO on Monday.", evidence.Quote);
        Assert.Equal(["Ukraine", "NATO"], evidence.Terms.Select(span => document.Text[span.Start..span.End]));
    }

    [Fact]
    public void Words_in_different_sentences_are_shown_in_the_order_of_the_document()
    {
        var document = new QueryDocument("Kyiv drops bid", "NATO is told. Nothing else. Moscow waits.");

        var found = KeywordQuery.Parse("moscow nato kyiv").Find(document);

        Assert.Equal(["Kyiv drops bid", "NATO is told.", "Moscow waits."], found.Select(each => each.Quote));
        Assert.Equal([TextPart.Title, TextPart.Text, TextPart.Text], found.Select(each => each.Part));
    }

    [Fact]
    public void A_very_long_sentence_is_cut_between_words()
    {
        var document = new QueryDocument(null, string.Join(' ', Enumerable.Repeat("word", 300)) + " needle " + string.Join(' ', Enumerable.Repeat("word", 300)));

        var evidence = Assert.Single(KeywordQuery.Parse("needle").Find(document));

        Assert.InRange(evidence.Quote.Length, 100, 400);
        Assert.Equal("word", evidence.Quote.Split(' ')[0]);
        Assert.Equal("word", evidence.Quote.Split(' ')[^1]);
        Assert.Equal("needle", document.Text[evidence.Terms[0].Start..evidence.Terms[0].End]);
    }

    [Fact]
    public void Excluded_words_and_alternatives_that_are_absent_are_not_shown()
    {
        var document = new QueryDocument(null, "NATO met. The EU met.");

        var found = KeywordQuery.Parse("nato (eu OR un) -g7").Find(document);

        Assert.Equal(["NATO met.", "The EU met."], found.Select(each => each.Quote));
    }
}
