using System.Text.Json;
using Alerts.Evaluation.Stance;

namespace Alerts.Tests.Detection;

/// <summary>Whole articles with several actors, quotations and background; some without any change.</summary>
public sealed class ArticleCasesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Detection", "Cases", "articles");

    public static TheoryData<string> Names() => [.. Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_article_raises_no_alarm_that_it_does_not_bear_out(string name)
    {
        var faults = ArticleScore.Of(JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json"))).RootElement, File.ReadAllText(Path.Combine(Folder, name + ".txt")));

        Assert.Empty(faults.FalseChanges);
    }
}
