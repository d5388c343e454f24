using System.Text.Json;
using Alerts.Cli;
using Alerts.Detection;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Tests.Azurite;
using Alerts.Tests.Pipeline;

namespace Alerts.Tests.Cli;

/// <summary><c>ledger</c> and <c>replay</c> on articles that the shipped detector has read.</summary>
public sealed class LedgerTests(AzuriteFixture azurite)
{
    private const string Bargain = "Turkey agreed to support Sweden's NATO membership in exchange for fighter jets.";

    [Fact]
    public async Task The_ledger_is_shown_corrected_and_its_history_kept()
    {
        await using var rig = await ReadAsync();
        var alerts = new CommandLine("--connection", rig.Connection);

        var now = Assert.Single((await alerts.JsonAsync("ledger", "show", "nato-membership")).EnumerateArray());
        Assert.Equal(("Turkey", "favor"), (now.GetProperty("actor").GetString(), now.GetProperty("position").GetString()));
        var signal = now.GetProperty("signalId").GetString()!; // a change brought it
        var about = now.GetProperty("about").GetString();

        var made = await alerts.JsonAsync("ledger", "correct", "--signal", signal, "--to", "Against", "--reason", "The deal fell through.");
        Assert.Equal(("correction", "against", signal, about), (made.GetProperty("kind").GetString(), made.GetProperty("to").GetString(), made.GetProperty("corrects").GetString(), made.GetProperty("about").GetString()));
        Assert.Contains("Against", await alerts.DoAsync("ledger", "show", "nato-membership"), StringComparison.Ordinal);
        var history = (await alerts.JsonAsync("ledger", "show", "nato-membership", "--actor", "turkey"))[0].GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(2, history.Count);
        Assert.Contains(history, entry => entry.GetProperty("takenBackBy").ValueKind == JsonValueKind.String);
        Assert.Equal(made.GetProperty("id").GetString(), (await rig.Get<SignalStore>().FindAsync(signal, TestContext.Current.CancellationToken))!.Value.CorrectedBy);
    }

    [Fact]
    public async Task A_retraction_says_what_holds_now_and_a_second_one_that_there_is_nothing_left()
    {
        await using var rig = await ReadAsync();
        var alerts = new CommandLine("--connection", rig.Connection);
        string[] retract = ["ledger", "retract", "nato-membership", "Turkey", "--about", "Sweden", "--reason", "It was asked, and had not agreed."];
        Assert.Matches(
            @"^Retraction [0-9a-f]{32}: Turkey on nato-membership \(Sweden\): Favor is taken back, and no position is held now\. Who was alerted is told\.\n$",
            await alerts.DoAsync(retract));
        Assert.Equal(ExitCode.BadInput, (await alerts.RunAsync(retract)).ExitCode);
        Assert.Empty((await alerts.JsonAsync("ledger", "show", "nato-membership")).EnumerateArray());
    }

    [Theory]
    [InlineData("ledger show no-such-topic", "No topic has the id \"no-such-topic\"")]
    [InlineData("ledger show nato-membership --actor Norway", "The ledger holds no position of \"Norway\"")]
    [InlineData("ledger retract --reason x", "Say what is wrong: TOPIC and ACTOR, or --signal ID.")]
    [InlineData("ledger retract --signal 0123456789abcdef0123456789abcdef --reason x", "No change has the id")]
    [InlineData("ledger correct nato-membership Turkey --to Unknown --reason x", "--to Unknown is no position")]
    [InlineData("ledger retract nato-membership Norway --reason x", "The ledger holds no position of Norway")]
    [InlineData("replay --since yesterday", "--since yesterday is neither a time back")]
    [InlineData("replay --topics missing.yaml", "missing.yaml")]
    public async Task What_is_wrong_is_told_in_a_sentence(string command, string sentence)
    {
        await using var rig = await ReadAsync();
        var answer = await new CommandLine("--connection", rig.Connection).RunAsync(command.Split(' '));
        Assert.Equal(ExitCode.BadInput, answer.ExitCode);
        Assert.Contains(sentence, answer.Error, StringComparison.Ordinal);
    }

    private async Task<PipelineRig> ReadAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var rig = await PipelineRig.StartAsync(azurite);
        var detector = new Detector(DetectionData.Shipped);
        rig.Reader = input => detector.Detect(input);
        rig.Restart();
        var now = rig.Time.GetUtcNow();
        var article = new Article(Ids.Article("https://one.example/a"), "feed", "The Courier", "Ankara strikes a bargain", "https://one.example/a", now, now, "en", "", Quiet: false);
        await rig.Get<ArticleTexts>().PutAsync(article.Id, Bargain, cancellation);
        await rig.Get<ArticleStore>().TryInsertAsync(article, cancellation);
        await rig.Get<SignalDetection>().RunAsync(new(article.Id), cancellation);
        return rig;
    }
}
