using System.Text.Json;
using Alerts.Detection;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Alerts.Tests.Pipeline;
using Azure.Data.Tables;

namespace Alerts.Tests.Cli;

/// <summary><c>replay</c> on articles that the shipped detector has read.</summary>
public sealed class ReplayTests(AzuriteFixture azurite)
{
    private const string Bargain = "Turkey agreed to support Sweden's NATO membership in exchange for fighter jets.";
    private const string Insists = "Poland insists on NATO membership for Ukraine.";
    private const string Shelters = "Norway supports lunar mining, its minister said on Monday. The grain corridor stays open.";

    /// <summary>The shipped topic's id, with mentions of another thing.</summary>
    private const string NewTopic =
        """
        topics:
          - id: nato-membership
            name: Lunar mining
            proposition: minerals are mined on the moon
            family: energy
            mentions:
              - lunar mining
        """;

    [Fact]
    public async Task With_the_data_in_use_all_stays_as_it_is()
    {
        await using var rig = await ReadAsync();
        Assert.Equal(
            """
            3 articles since 2026-01-01 00:00Z read again; nothing is written.
              Changes and rumours: 0 gained, 0 lost, 0 changed, 1 as before
              Statements:          0 gained, 0 lost, 0 changed, 1 as before
              Positions held now:  0 gained, 0 lost, 0 changed, 2 as before
              Keyword matches:     0 gained, 0 lost, 0 changed, 1 as before

            """.ReplaceLineEndings("\n"),
            await new CommandLine("--connection", rig.Connection).DoAsync("replay", "--since", "2026-01-01"));
    }

    [Fact]
    public async Task A_changed_topic_shows_what_it_would_gain_and_lose_each_with_its_quote_and_writes_nothing()
    {
        await using var rig = await ReadAsync();
        var before = await RowsAsync(rig);
        Assert.Equal(
            """
            3 articles since 2026-01-01 00:00Z read again; nothing is written.
              Changes and rumours: 0 gained, 1 lost, 0 changed, 0 as before
              Statements:          1 gained, 1 lost, 0 changed, 0 as before
              Positions held now:  1 gained, 2 lost, 0 changed, 0 as before
              Keyword matches:     0 gained, 0 lost, 0 changed, 1 as before

            Changes and rumours
              Lost     Turkey, nato-membership (Sweden): -> Favor (Conditional), by the text, 1 independent of 1 sources
                       2026-03-02 09:00Z, The Courier: “Turkey agreed to support Sweden's NATO membership in exchange for fighter jets” [governor.agree]
                       Uncertain (0.40): one outlet; the text itself says that the position is new; the rule that read it errs at times; it is tied to a condition.

            Statements
              Lost     Poland, nato-membership (Ukraine): Favor
                       2026-03-02 10:00Z, The Gazette: “Poland insists on NATO membership” [verb.preposition]
              Gained   Norway, nato-membership: Favor
                       2026-03-02 11:00Z, The Post: “Norway supports lunar mining” [verb.object]

            Positions held now
              Gained   Norway, nato-membership: Favor
                       2026-03-02 11:00Z, The Post: “Norway supports lunar mining” [verb.object]
              Lost     Poland, nato-membership (Ukraine): Favor
                       2026-03-02 10:00Z, The Gazette: “Poland insists on NATO membership” [verb.preposition]
              Lost     Turkey, nato-membership (Sweden): Favor (Conditional), in exchange for fighter jets
                       2026-03-02 09:00Z, The Courier: “Turkey agreed to support Sweden's NATO membership in exchange for fighter jets” [governor.agree]

            """.ReplaceLineEndings("\n"),
            await new CommandLine("--connection", rig.Connection).DoAsync("replay", "--since", "2026-01-01", "--topics", await FileAsync(rig, NewTopic)));
        Assert.Equal(before, await RowsAsync(rig));
    }

    [Fact]
    public async Task What_reads_an_article_otherwise_changes_statement_and_position_and_only_matches_of_queries_known_then_are_gained()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var rig = await ReadAsync();
        // Another text under the same name stands for another reading of it.
        await rig.Get<ArticleTexts>().ReplaceAsync(Article("b").TextName, "Poland opposes NATO membership for Ukraine. The corridor of grain is shut; the wheat fleet waits.", cancellation);
        await rig.Get<ArticleTexts>().ReplaceAsync(Article("c").TextName, "Nothing of the kind.", cancellation);
        rig.Time.SetUtcNow(Article("c").FirstSeen.AddDays(1));
        await rig.Get<QueryStore>().InternAsync("waits", rig.Time.GetUtcNow(), cancellation);
        var alerts = new CommandLine("--connection", rig.Connection);
        Assert.Equal(
            """
            3 articles since 2026-01-01 00:00Z read again; nothing is written.
              Changes and rumours: 0 gained, 0 lost, 0 changed, 1 as before
              Statements:          0 gained, 0 lost, 1 changed, 0 as before
              Positions held now:  0 gained, 0 lost, 1 changed, 1 as before
              Keyword matches:     1 gained, 1 lost, 0 changed, 0 as before

            Statements
              Changed  Poland, nato-membership (Ukraine): Against (was: Favor)
                       2026-03-02 10:00Z, The Gazette: “Poland opposes NATO membership” [verb.object]

            Positions held now
              Changed  Poland, nato-membership (Ukraine): Against (was: Favor)
                       2026-03-02 10:00Z, The Gazette: “Poland opposes NATO membership” [verb.object]

            Keyword matches
              Gained   "wheat fleet"
                       2026-03-02 10:00Z, The Gazette: “wheat fleet” [query]
              Lost     "grain corridor"
                       2026-03-02 11:00Z, The Post: “grain corridor” [query]

            """.ReplaceLineEndings("\n"),
            await alerts.DoAsync("replay", "--since", "2026-01-01"));

        var json = await alerts.JsonAsync("replay", "--since", "2026-01-01");
        Assert.Equal(
            """{"changes":{"gained":0,"lost":0,"changed":0,"kept":1},"statements":{"gained":0,"lost":0,"changed":1,"kept":0},"positions":{"gained":0,"lost":0,"changed":1,"kept":1},"matches":{"gained":1,"lost":1,"changed":0,"kept":0}}""",
            JsonSerializer.Serialize(json.GetProperty("counts")));
        var statement = Assert.Single(json.GetProperty("statements").EnumerateArray());
        Assert.Equal(
            ("changed", "favor", "against", "Poland opposes NATO membership"),
            (statement.GetProperty("outcome").GetString(), statement.GetProperty("before").GetProperty("position").GetString(),
                statement.GetProperty("after").GetProperty("position").GetString(), statement.GetProperty("after").GetProperty("source").GetProperty("quote").GetString()));
        Assert.Equal("\"wheat fleet\"", json.GetProperty("matches")[0].GetProperty("after").GetProperty("query").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("matches")[0].GetProperty("before").ValueKind);
    }

    [Fact]
    public async Task What_an_earlier_version_said_is_not_lost_for_a_later_one_that_is_silent()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var rig = await ReadAsync();
        foreach (var name in new[] { "a", "b", "c" })
        {
            var article = Article(name) with { Version = "0123456789abcdef", Revised = Article(name).FirstSeen.AddHours(5) };
            await rig.Get<ArticleTexts>().PutAsync(article.TextName, "It rains.", cancellation);
            Assert.True(await rig.Get<ArticleStore>().TryReviseAsync(article, cancellation));
        }

        var same = await new CommandLine("--connection", rig.Connection).DoAsync("replay", "--since", "2026-01-01");
        Assert.DoesNotContain("Lost", same, StringComparison.Ordinal);
        Assert.Contains("Positions held now:  0 gained, 0 lost, 0 changed, 2 as before", same, StringComparison.Ordinal);
    }

    private static Article Article(string name)
    {
        var at = new DateTimeOffset(2026, 3, 2, 9 + (name[0] - 'a'), 0, 0, TimeSpan.Zero);
        var outlet = name switch { "a" => "The Courier", "b" => "The Gazette", _ => "The Post" };
        var link = $"https://{name}.example/news";
        return new(Ids.Article(link), "feed", outlet, "News of the day", link, at, at, "en", "", Quiet: false) { Version = "first" };
    }

    private static async Task<string> FileAsync(PipelineRig rig, string topics)
    {
        var file = Path.Combine(rig.Outbox, "topic.yaml");
        await File.WriteAllTextAsync(file, topics, TestContext.Current.CancellationToken);
        return file;
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(PipelineRig rig)
    {
        var rows = new List<string>();
        foreach (var table in new[] { TableNames.Articles, TableNames.Stances, TableNames.Signals, TableNames.Subscriptions, TableNames.Deliveries })
        {
            await foreach (var row in new TableServiceClient(rig.Connection).GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
                rows.Add($"{table} {row.PartitionKey} {row.RowKey} {row.ETag}");
        }

        return rows;
    }

    private async Task<PipelineRig> ReadAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var rig = await PipelineRig.StartAsync(azurite);
        var detector = new Detector(DetectionData.Shipped);
        rig.Reader = input => detector.Detect(input);
        rig.Restart();
        foreach (var query in new[] { "\"grain corridor\"", "\"wheat fleet\"" })
            await rig.Get<QueryStore>().InternAsync(query, rig.Time.GetUtcNow(), cancellation);
        foreach (var (name, text) in new[] { ("a", Bargain), ("b", Insists), ("c", Shelters) })
        {
            var article = Article(name);
            await rig.Get<ArticleTexts>().PutAsync(article.TextName, text, cancellation);
            await rig.Get<ArticleStore>().TryInsertAsync(article, cancellation);
            await rig.Get<SignalDetection>().RunAsync(new(article.Id), cancellation);
        }

        return rig;
    }
}
