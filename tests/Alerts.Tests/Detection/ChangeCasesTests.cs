using System.Text.Json;
using Alerts.Detection;
using Alerts.Evaluation.Stance;

namespace Alerts.Tests.Detection;

/// <summary>Sentences and headlines over every phenomenon and topic family; those the detector does not manage yet are listed by id in known-misses.txt.</summary>
public sealed class ChangeCasesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Detection", "Cases");

    private static readonly Lazy<Detector> Detector = new(() => new Detector(new DetectionData(
        DetectionData.ReadTopics("topics.json", File.ReadAllText(Path.Combine(Folder, "topics.json"))),
        DetectionData.ReadActors("actors.json", File.ReadAllText(Path.Combine(Folder, "actors.json"))))));

    public static TheoryData<string> Ids()
    {
        var misses = File.ReadAllLines(Path.Combine(Folder, "known-misses.txt")).ToHashSet(StringComparer.Ordinal);
        return [.. Rows.Value.Keys.Where(id => !misses.Contains(id))];
    }

    private static readonly Lazy<Dictionary<string, JsonElement>> Rows = new(() =>
        CaseFile.Read(Path.Combine(Folder, "changes.jsonl")).ToDictionary(r => r.Text("id") ?? "", StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_sentence_gives_the_change_the_repetition_or_the_nothing_it_holds(string id)
    {
        var row = Rows.Value[id];

        var (findings, _) = ChangesCommand.Detect(Detector.Value, row);

        Assert.Null(new ChangeScore().Add(row, findings));
    }

    [Fact]
    public void Known_misses_are_real_rows_and_a_minority()
    {
        var misses = File.ReadAllLines(Path.Combine(Folder, "known-misses.txt"));

        Assert.All(misses, id => Assert.Contains(id, Rows.Value.Keys));
        Assert.True(misses.Length < Rows.Value.Count / 5, $"{misses.Length} of {Rows.Value.Count} are misses.");
    }

    [Fact]
    public void Every_quote_stands_in_the_text_it_comes_from()
    {
        foreach (var row in Rows.Value.Values)
        {
            var text = row.Text("text") ?? "";
            foreach (var odd in new[] { text, text.Replace(' ', '\u00A0'), text.Replace("-", "\u2011", StringComparison.Ordinal), "\uFEFF" + text.Replace("e", "e\u200B", StringComparison.Ordinal), text + " \U0001F600 " + text })
            {
                foreach (var finding in Detector.Value.Detect(new DetectionInput(null, odd)).Findings)
                {
                    var span = finding.Evidence.Span;
                    Assert.Equal(odd[span.Start..span.End], finding.Evidence.Quote);
                    Assert.True(finding.Evidence.Sentence.Start <= span.Start && span.End <= finding.Evidence.Sentence.End);
                }
            }
        }
    }

    [Fact]
    public void The_same_text_gives_the_same_findings_from_many_threads()
    {
        var texts = Rows.Value.Values.Select(r => r.Text("text") ?? "").Take(100).ToList();
        var alone = texts.ConvertAll(t => string.Join('\n', Detector.Value.Detect(new DetectionInput(null, t)).Findings));

        Parallel.For(0, 400, i => Assert.Equal(alone[i % 100], string.Join('\n', Detector.Value.Detect(new DetectionInput(null, texts[i % 100])).Findings)));
    }
}
