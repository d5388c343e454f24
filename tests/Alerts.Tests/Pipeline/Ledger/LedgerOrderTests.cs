using System.Text.Json;
using Alerts.Detection;
using Alerts.Feeds.Dedupe;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Tests.Azurite;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Pipeline.Ledger;

/// <summary>Any order and any repetition of the same articles ends in the same ledger and the same set of signals.</summary>
public sealed class LedgerOrderTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    // Positions told and stated, hours apart or weeks, so that stories meet, part, and are bridged; some at the same moment.
    private static readonly Gen<(int Hour, int Kind, int From, int To, bool Quiet)[]> Reports =
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 6], Gen.Int[0, 3], Gen.Int[1, 3], Gen.Int[0, 5])
            .Select(drawn => (drawn.Item1 * 11, drawn.Item2, drawn.Item3, drawn.Item4, drawn.Item5 == 0)).Array[2, 14];

    [Fact]
    public void The_rule_does_not_see_the_order_in_which_articles_arrive() =>
        Gen.Select(Reports, Gen.Int).Sample(
            (reports, seed) =>
            {
                var order = Enumerable.Range(0, reports.Length).ToArray();
                var one = Told(reports, order);
                new Random(seed).Shuffle(order);
                var other = Told(reports, [.. order, .. order.Take(3)]);
                Assert.Equal(one.History, other.History);
                Assert.Equal(one.Now, other.Now);
                Assert.Equal(Words(one), Words(other));
            },
            iter: Math.Max(3000, Check.Iter));

    private static readonly int[] Hours = [0, 1, 35, 36, 71, 72, 73, 144, 216];

    // Steps of hours that meet the 72 exactly and miss it by an hour; every second article has a second version, which says another thing later.
    private static readonly Gen<(int Hour, int Kind, int From, int To, bool Quiet)[]> Edited =
        Gen.Select(Gen.Int[0, 8].Select(i => Hours[i]), Gen.Int[0, 3], Gen.Int[0, 6], Gen.Int[0, 3], Gen.Int[1, 3])
            .Select(drawn => (drawn.Item1 + drawn.Item2 * 72, drawn.Item3, drawn.Item4, drawn.Item5, false)).Array[2, 20];

    [Fact]
    public void The_rule_does_not_see_the_order_of_articles_and_their_edits_at_equal_times_and_at_the_edge_of_a_story() =>
        Gen.Select(Edited, Gen.Int).Sample(
            (reports, seed) =>
            {
                // The later version of an article says another thing than the first, or it says nothing new.
                for (var i = 1; i < reports.Length; i += 2)
                    reports[i] = reports[i] with { Hour = Math.Max(reports[i].Hour, reports[i - 1].Hour) + 1, To = reports[i - 1].To % 3 + 1 };
                var order = Enumerable.Range(0, reports.Length).ToArray();
                var one = Told(reports, order, perArticle: 2);
                new Random(seed).Shuffle(order);
                var other = Told(reports, [.. order, .. order.Take(5)], perArticle: 2);
                Assert.Equal(one.History, other.History);
                Assert.Equal(one.Now, other.Now);
                Assert.Equal(Words(one), Words(other));
            },
            iter: Math.Max(3000, Check.Iter));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Stored_ledgers_and_signals_end_alike_in_any_order_with_repetitions_and_two_workers(int seed)
    {
        var random = new Random(seed);
        var texts = Enumerable.Range(0, 16).Select(i => Text(random, i)).ToArray();
        var dates = texts.Select(_ => Start.AddHours(random.Next(40) * 11)).ToArray();
        var order = Enumerable.Range(0, texts.Length).ToArray();
        var one = await RunAsync(texts, dates, [order]);
        random.Shuffle(order);
        var other = await RunAsync(texts, dates, [[.. order, .. order.Take(4)]]);
        random.Shuffle(order);
        var both = await RunAsync(texts, dates, [order[..9], order[7..]]);

        Assert.Contains(one, row => row.StartsWith("Signals", StringComparison.Ordinal));
        Assert.Equal(one, other);
        Assert.Equal(one, both);
    }

    private static LedgerBook Told((int Hour, int Kind, int From, int To, bool Quiet)[] reports, IEnumerable<int> order, int perArticle = 1)
    {
        var book = new LedgerBook();
        foreach (var i in order)
        {
            var (hour, kind, from, to, quiet) = reports[i];
            var finding = kind < 3 ? LedgerBook.Stated((Position)to) : LedgerBook.Told((Position)(from == to ? 0 : from), (Position)to);
            finding = finding with { Hedged = kind == 5, Commitment = kind is 2 or 6 ? Commitment.Conditional : Commitment.Firm };
            book.Read(finding, Start.AddHours(hour), article: $"a{i / perArticle:d2}", quiet: quiet);
        }

        return book;
    }

    private static IEnumerable<string> Words(LedgerBook book) => book.Signals.Values.Select(signal => JsonSerializer.Serialize(signal)).Order(StringComparer.Ordinal);

    private static string Text(Random random, int i)
    {
        var about = random.Next(3) == 0 ? "Moldova" : "Ukraine";
        var positions = Enum.GetValues<Position>().Except([Position.Unknown]).ToArray();
        random.Shuffle(positions);
        var finding = random.Next(6) switch
        {
            0 or 1 => $"statement Hungary eu-accession({about}) {positions[0]}",
            2 => $"statement Hungary eu-accession({about}) {positions[0]} conditional",
            3 => $"change Hungary eu-accession({about}) {positions[1]} {positions[0]} hedged",
            _ => $"change Hungary eu-accession({about}) {positions[1]} {positions[0]}",
        };
        // Every third is a copy of the same wire text.
        return i % 3 == 0
            ? "BUDAPEST - The minister told reporters on Monday that the talks had moved on and that the country would look again at what it had said.\n" + finding
            : string.Concat(Enumerable.Range(0, 30).Select(word => $"word{i}x{word * 7} ")) + "\n" + finding;
    }

    /// <returns>All rows of ledger and signals, as text, without what tells when they were written.</returns>
    private async Task<IReadOnlyList<string>> RunAsync(string[] texts, DateTimeOffset[] dates, int[][] workers)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var rig = await PipelineRig.StartAsync(azurite);
        var ids = new List<string>();
        for (var i = 0; i < texts.Length; i++)
        {
            var article = new Article(Ids.Article($"https://outlet{i}.example/a"), "feed", $"Outlet {i}", "A headline", null, dates[i], dates[i].AddHours(i), "en", TextSketch.Of(texts[i]).ToString(), Quiet: i == 5);
            await rig.Get<ArticleTexts>().PutAsync(article.Id, texts[i], cancellation);
            Assert.True(await rig.Get<ArticleStore>().TryInsertAsync(article, cancellation));
            ids.Add(article.Id);
        }

        var processes = workers.Select(_ => rig.Another()).ToList();
        await Task.WhenAll(workers.Select(async (order, worker) =>
        {
            var detection = processes[worker].GetRequiredService<SignalDetection>();
            foreach (var i in order)
                await detection.RunAsync(new(ids[i]), cancellation);
        }));
        foreach (var process in processes)
            await process.DisposeAsync();

        return await LedgerRows.OfAsync(rig);
    }
}
