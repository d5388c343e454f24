using Alerts.Evaluation.Feeds;

namespace Alerts.Tests.Feeds;

/// <summary>Holds the figures the feed reader has reached, where the shared evaluation data is at hand.</summary>
public class EvaluationTests
{
    [Fact]
    public void Feeds_are_read_as_well_as_they_were()
    {
        var figures = FeedsCommand.Run(Cases("cases.jsonl"), verbose: false, TextWriter.Null);

        Assert.True(figures.Rate("feeds.core-without-sanitize-and-resolve") >= 0.97);
        Assert.True(figures.Rate("feeds.core") >= 0.95);
    }

    [Fact]
    public void Dates_are_read_without_a_miss() => Assert.Equal(1, DatesCommand.Run(Cases("dates.jsonl"), verbose: false, TextWriter.Null).Rate("dates"));

    [Fact]
    public void Nothing_unsafe_gets_through()
    {
        var figures = SanitizeScore.Run(Cases("sanitize.jsonl"), verbose: false, TextWriter.Null);

        Assert.Equal(1, figures.Rate("sanitize.safe"));
        Assert.True(figures.Rate("sanitize") >= 0.97);
    }

    private static FileInfo Cases(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Alerts.sln")))
            root = root.Parent;
        var file = new FileInfo(Path.Combine(root?.FullName ?? "", "..", "shared", "eval", "feeds", name));
        if (!file.Exists)
            Assert.Skip($"The evaluation data is not beside the repository: no shared/eval/feeds/{name} there.");
        return file;
    }
}
