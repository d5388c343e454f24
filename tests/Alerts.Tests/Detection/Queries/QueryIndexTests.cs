using Alerts.Detection.Queries;

namespace Alerts.Tests.Detection.Queries;

public class QueryIndexTests
{
    private static readonly QueryDocument Document = new("Kyiv drops NATO bid", "Moscow welcomes it, the US does not.");

    [Fact]
    public void A_query_is_found_after_it_is_added_and_not_after_it_is_removed()
    {
        var index = new QueryIndex();
        Assert.Empty(index.Match(Document));

        index.Add("a", KeywordQuery.Parse("kyiv nato"));
        Assert.Equal("a", Assert.Single(index.Match(Document)).Key);
        Assert.Equal(1, index.Count);

        Assert.True(index.Remove("a"));
        Assert.False(index.Remove("a"));
        Assert.Empty(index.Match(Document));
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void A_query_added_under_a_known_key_replaces_the_one_before()
    {
        var index = QueryIndex.Build([new("a", KeywordQuery.Parse("kyiv"))]);

        index.Add("a", KeywordQuery.Parse("berlin"));

        Assert.Empty(index.Match(Document));
        Assert.Equal(1, index.Count);
    }

    [Fact]
    public void Of_equal_keys_in_one_build_the_last_stays()
    {
        var index = QueryIndex.Build([new("a", KeywordQuery.Parse("kyiv")), new("a", KeywordQuery.Parse("berlin")), new("b", KeywordQuery.Parse("us"))]);

        Assert.Equal(["b"], index.Match(Document).Select(match => match.Key));
        Assert.Equal(2, index.Count);
    }

    [Fact]
    public void Matches_come_in_the_order_of_their_keys()
    {
        var index = new QueryIndex();
        foreach (var key in (string[])["c", "a", "B"])
            index.Add(key, KeywordQuery.Parse("kyiv OR moscow OR =US"));

        Assert.Equal(["B", "a", "c"], index.Match(Document).Select(match => match.Key));
    }

    [Fact]
    public async Task Readers_see_exact_answers_while_a_writer_changes_queries()
    {
        var index = new QueryIndex();
        index.Add("stays", KeywordQuery.Parse("kyiv nato"));
        index.Add("swapped", KeywordQuery.Parse("moscow"));
        index.Add("never", KeywordQuery.Parse("kyiv berlin"));
        using var stop = new CancellationTokenSource();

        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var reads = 0;
            while (!stop.IsCancellationRequested || reads == 0)
            {
                var keys = index.Match(Document).Select(match => match.Key).ToArray();
                Assert.Contains("stays", keys);
                Assert.Contains("swapped", keys);
                Assert.DoesNotContain("never", keys);
                Assert.DoesNotContain(keys, key => key.StartsWith("late", StringComparison.Ordinal));
                Assert.DoesNotContain(keys, key => key.StartsWith("absent", StringComparison.Ordinal));
                Assert.Equal(keys.Distinct(), keys);
                reads++;
            }
        }, TestContext.Current.CancellationToken)).ToArray();

        for (var i = 0; i < 3000; i++)
        {
            index.Add("swapped", KeywordQuery.Parse(i % 2 == 0 ? "kyiv" : "moscow"));

            // A new word each time, which the document has not, behind one that it has.
            index.Add($"absent{i}", KeywordQuery.Parse($"kyiv word{i}"));
            index.Add($"late{i}", KeywordQuery.Parse($"kyiv NOT drops NOT word{i}"));
            Assert.True(index.Remove($"late{i}"));
            index.Add($"absent{i}", KeywordQuery.Parse($"word{i} OR other{i}"));
            Assert.True(index.Remove($"absent{i}"));
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(3, index.Count);
    }
}
