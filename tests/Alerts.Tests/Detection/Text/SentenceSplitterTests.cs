using Alerts.Detection.Text;

namespace Alerts.Tests.Detection.Text;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("a minister who said ", 2_000)]
    [InlineData("\uD83D\uDE00", 5_001)]
    [InlineData("x", 4_001)]
    public void What_runs_on_without_end_is_cut_between_words(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        var sentences = SentenceSplitter.Split(text);
        Assert.All(sentences, span => Assert.InRange(span.End - span.Start, 1, SentenceSplitter.Longest));
        Assert.All(sentences, span => Assert.False(char.IsLowSurrogate(text[span.Start])));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(sentences.Select(span => text[span.Start..span.End])).Replace(" ", "", StringComparison.Ordinal));
    }
}
