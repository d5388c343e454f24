using Alerts.Cli;
using Alerts.Detection;
using Alerts.Pipeline.OwnData;
using Alerts.Pipeline.Web.Reading;
using Alerts.Tests.Azurite;
using Alerts.Tests.Pipeline;

namespace Alerts.Tests.Cli;

public sealed class TopicsTests(AzuriteFixture azurite) : IDisposable
{
    private const string Quarrying =
        """
        # Ours.
        topics:
          - id: lunar-quarrying
            name: Lunar quarrying
            proposition: rock is quarried on the Moon
            family: technology
            mentions: [lunar quarrying, quarrying of the Moon]
        """;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("alerts-topics-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_pushed_topic_is_read_with_listed_and_gone_once_it_is_removed()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var alerts = new CommandLine("--connection", rig.Connection);
        var detectors = rig.Get<DetectorSource>();
        var catalogue = rig.Get<Catalogue>();
        var article = new DetectionInput("Norway shelves lunar quarrying", "Norway shelved its plans for lunar quarrying on Monday.", new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), "en");
        await detectors.RefreshAsync(Cancel);
        Assert.Empty(detectors.Current.Detect(article).Findings);
        Assert.Null(catalogue.FindTopic("lunar-quarrying"));

        Assert.Contains("lunar-quarrying", await alerts.DoAsync("topics", "push", Write("mine.yaml", Quarrying)), StringComparison.Ordinal);
        await detectors.RefreshAsync(Cancel);

        Assert.Equal("lunar-quarrying", Assert.Single(detectors.Current.Detect(article).Findings).Topic);
        Assert.Equal("Lunar quarrying", catalogue.FindTopic("lunar-quarrying")?.Name);
        var own = Assert.Single((await alerts.JsonAsync("topics", "list", "--own")).EnumerateArray());
        Assert.Equal(("lunar-quarrying", "topics/mine.yaml"), (own.GetProperty("id").GetString(), own.GetProperty("from").GetString()));

        await alerts.DoAsync("topics", "remove", "topics/mine.yaml");
        await detectors.RefreshAsync(Cancel);
        Assert.Empty(detectors.Current.Detect(article).Findings);
        Assert.Empty((await alerts.JsonAsync("topics", "list", "--own")).EnumerateArray());
    }

    [Fact]
    public async Task Pushed_words_are_read_with_listed_and_tried_before()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var alerts = new CommandLine("--connection", rig.Connection);
        var words = Write("words.yaml", "words:\n  verbs:\n    - group: drop\n      add: [defenestrate]\n");
        var article = Write("article.txt", "Bid gone\nUkraine defenestrated its NATO bid on Monday.\n");

        Assert.Contains("Ukraine", await alerts.DoAsync("explain", article, "--words", words), StringComparison.Ordinal);
        Assert.Contains("defenestrate (drop)", await alerts.DoAsync("topics", "check", words), StringComparison.Ordinal);
        await alerts.DoAsync("topics", "push", words);
        await rig.Get<DetectorSource>().RefreshAsync(Cancel);

        Assert.Single(rig.Get<DetectorSource>().Current.Detect(new(null, "Ukraine defenestrated its NATO bid on Monday.")).Findings);
        var own = Assert.Single((await alerts.JsonAsync("topics", "list", "--own")).EnumerateArray());
        Assert.Equal(("defenestrate (drop)", "words/words.yaml"), (own.GetProperty("id").GetString(), own.GetProperty("from").GetString()));
    }

    [Fact]
    public async Task An_own_topic_stands_in_for_the_shipped_one_and_an_own_actor_is_added()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var alerts = new CommandLine("--connection", rig.Connection);
        var topic = Write("nato.yaml", Quarrying.Replace("lunar-quarrying", "nato-membership", StringComparison.Ordinal));
        var actor = Write("ours.yaml", "actors:\n  - name: Ruritania\n    kind: country\n    demonyms: [Ruritanian]\n");

        Assert.Contains("nato-membership (in place of the one there is)", await alerts.DoAsync("topics", "check", topic, actor), StringComparison.Ordinal);
        await alerts.DoAsync("topics", "push", topic, actor);
        await rig.Get<DetectorSource>().RefreshAsync(Cancel);

        var data = rig.Get<DetectorSource>().Current.Data;
        Assert.Equal("Lunar quarrying", Assert.Single(data.Topics, each => each.Id == "nato-membership").Name);
        Assert.Contains(data.Actors, each => each.Name == "Ruritania");
        Assert.Equal(DetectionData.Shipped.Topics.Count, data.Topics.Count);
    }

    [Fact]
    public async Task A_faulty_file_in_storage_is_told_and_the_data_before_stay()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var (detectors, files) = (rig.Get<DetectorSource>(), rig.Get<OwnFiles>());
        await files.PutAsync("topics/mine.yaml", Quarrying, Cancel);
        await detectors.RefreshAsync(Cancel);
        var before = detectors.Current;

        await files.PutAsync("topics/mine.yaml", "topics:\n  - id: Bad Id\n", Cancel);
        await detectors.RefreshAsync(Cancel);
        Assert.Same(before, detectors.Current);

        await files.PutAsync("topics/mine.yaml", Quarrying.Replace("Lunar quarrying", "Quarrying", StringComparison.Ordinal), Cancel);
        await detectors.RefreshAsync(Cancel);
        Assert.Contains(detectors.Current.Data.Topics, topic => topic.Name == "Quarrying");
    }

    [Theory]
    [InlineData("topics:\n  - id: Bad Id\n", "line 2: ", "write it like `nato-membership`")]
    [InlineData("topics:\n  - id: good\n    mentions: [a: b\n", "line ", "mend the syntax at that line")]
    [InlineData("cues: []\n", "line 1: ", "begin it with the one it holds")]
    [InlineData("", "line 1: ", "begin it with the one it holds")]
    public async Task A_fault_is_told_with_file_line_and_mend(string text, string line, string mend)
    {
        var file = Write("mine.yaml", text);

        var answer = await new CommandLine().RunAsync("topics", "check", file);

        Assert.Equal(ExitCode.BadInput, answer.ExitCode);
        Assert.StartsWith($"{file}, {line}", answer.Error, StringComparison.Ordinal);
        Assert.Contains(mend, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_topic_in_two_files_is_refused_and_nothing_is_pushed()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        var alerts = new CommandLine("--connection", rig.Connection);
        await alerts.DoAsync("topics", "push", Write("mine.yaml", Quarrying));

        var answer = await alerts.RunAsync("topics", "push", Write("again.yaml", Quarrying));

        Assert.Equal(ExitCode.BadInput, answer.ExitCode);
        Assert.Contains("the topic lunar-quarrying is in topics/mine.yaml, too; take it out of one of them.", answer.Error, StringComparison.Ordinal);
        Assert.Single(await rig.Get<OwnFiles>().ListAsync(Cancel));
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}
