using System.Text.Json;
using Alerts.Cli;
using Alerts.Cli.Explain;
using Alerts.Detection;

namespace Alerts.Tests.Cli;

public sealed class ExplainTests
{
    private const string Article = "Hungary drops veto on sanctions against Russia\r\nBudapest said on Tuesday that it had dropped its veto on sanctions against Russia in return for a fuel exemption.\r\nAnalysts say Hungary could drop its NATO bid.\r\n";

    [Fact]
    public void Spans_point_into_the_whole_file_and_give_the_quote_back()
    {
        var signals = Explain(Article).GetProperty("signals");

        Assert.NotEqual(0, signals.GetArrayLength());
        foreach (var signal in signals.EnumerateArray())
        {
            var span = signal.GetProperty("span");
            Assert.Equal(signal.GetProperty("quote").GetString(), Article[span[0].GetInt32()..span[1].GetInt32()]);
        }
    }

    [Fact]
    public void A_signal_has_every_field_in_lower_case_words()
    {
        var signal = Explain(Article).GetProperty("signals")[0];

        Assert.Equal("change", signal.GetProperty("kind").GetString());
        Assert.Equal("Hungary", signal.GetProperty("actor").GetString());
        Assert.Equal("against", signal.GetProperty("from").GetString());
        Assert.Equal("neutral", signal.GetProperty("to").GetString());
        Assert.Equal("conditional", signal.GetProperty("commitment").GetString());
        Assert.Equal("textual", signal.GetProperty("basis").GetString());
        foreach (var name in new[] { "topic", "about", "condition", "act", "hedged", "rule", "cue", "speaker" })
            Assert.True(signal.TryGetProperty(name, out _), name);
    }

    [Fact]
    public void A_near_miss_says_why()
    {
        var dropped = Explain(Article).GetProperty("dropped").EnumerateArray().Select(d => d.GetProperty("reason").GetString()).ToList();

        Assert.Contains(dropped, r => r!.Contains("third party: Analysts", StringComparison.Ordinal)); // every near miss has a reason
    }

    [Theory]
    [InlineData("One line only, dropped by nobody.", 0, 0)]
    [InlineData("Title\nText", 5, 6)]
    [InlineData("Title\r\nText", 5, 7)]
    public void The_first_line_is_the_headline(string whole, int titleLength, int textStart)
    {
        var source = ExplainSource.Split(whole);

        Assert.Equal((titleLength, textStart), (source.TitleLength, source.TextStart));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_in_one_sentence()
    {
        var fault = await Assert.ThrowsAsync<CliError>(() => ExplainSource.ReadAsync("no/such/file.txt", TestContext.Current.CancellationToken));

        Assert.StartsWith("no/such/file.txt (the source) cannot be read", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("check the path and your right to read it.", fault.Message, StringComparison.Ordinal);
    }

    private static JsonElement Explain(string text)
    {
        var source = ExplainSource.Split(text);
        var result = new Detector(DetectionData.Shipped).Detect(source.ToInput(null, null), explain: true);
        return JsonDocument.Parse(ExplainOutput.Json(result, source)).RootElement;
    }
}
