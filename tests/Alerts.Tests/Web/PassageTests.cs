using Alerts.Pipeline.Web.Views;

namespace Alerts.Tests.Web;

public sealed class PassageTests
{
    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(500, 5, 500)]
    [InlineData(10, 900, 10)]
    public void A_long_passage_is_shortened_around_its_quote(int before, int quote, int after)
    {
        var words = string.Concat(Enumerable.Repeat("some words ", 100));
        var passage = new Passage(words[..before], words[..quote], words[..after]);

        Assert.InRange(passage.Brief.Sentence.Length, Math.Min(passage.Sentence.Length, 5), 700);
        Assert.StartsWith(passage.Brief.Quote.TrimEnd('\u2026', ' '), passage.Quote, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_passage_without_blanks_is_shortened_too() =>
        Assert.InRange(new Passage(new string('a', 999), new string('b', 999), new string('c', 999)).Brief.Sentence.Length, 100, 700);
}
