using System.Diagnostics;
using System.Globalization;
using Alerts.Detection.Queries;

namespace Alerts.Benchmarks;

/// <summary>The index on one thread, beside the evaluator that asks every query, and Lucene.Net.</summary>
internal static class MatchingBenchmark
{
    private const double MegaByte = 1 << 20;

    internal static int Run(int queryCount, int articleCount)
    {
        var set = new MatchingSet(queryCount, articleCount);
        Print($"matching: {queryCount:N0} distinct queries, {articleCount:N0} articles of 600 words, one thread, {Environment.ProcessorCount} cores here");

        var held = Memory();
        var clock = Stopwatch.StartNew();
        var index = QueryIndex.Build(set.Queries.Select((text, i) => KeyValuePair.Create(Key(i), KeywordQuery.Parse(text))));
        clock.Stop();
        Print($"build.ms {clock.Elapsed.TotalMilliseconds:F0} (with parsing)");
        Print($"memory.mb {(Memory() - held) / MegaByte:F1} (managed, after a full collection, keys included)");

        var exact = MeasureIndex(set, index);
        MeasureChanges(set, index);
        MeasureNaive(set, exact);
        MatchingLucene.Measure(set);
        return exact.Wrong == 0 ? 0 : 1;
    }

    internal static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    internal static string Key(int number) => number.ToString("x8", CultureInfo.InvariantCulture);

    private static MatchingAnswers MeasureIndex(MatchingSet set, QueryIndex index)
    {
        var answers = new MatchingAnswers();
        foreach (var (title, text) in set.Articles.Take(200))
            index.Match(new QueryDocument(title, text));

        var matches = 0L;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        for (var i = 0; i < set.Articles.Length; i++)
        {
            var found = index.Match(new QueryDocument(set.Articles[i].Title, set.Articles[i].Text));
            matches += found.Count;
            answers.Note(i, found);
        }

        clock.Stop();
        var burnt = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        Print($"index.articles_per_second {set.Articles.Length / clock.Elapsed.TotalSeconds:F0} (reading words, matching and evidence; {set.Articles.Length / burnt:F0} a second of processor time)");
        Print($"index.matches_per_article {(double)matches / set.Articles.Length:F1}");
        Print($"index.allocated_kb_per_article {(GC.GetAllocatedBytesForCurrentThread() - allocated) / 1024.0 / set.Articles.Length:F0}");

        clock.Restart();
        foreach (var (title, text) in set.Articles)
            GC.KeepAlive(new QueryDocument(title, text));
        Print($"index.words_only_articles_per_second {set.Articles.Length / clock.Elapsed.TotalSeconds:F0}");
        return answers;
    }

    private static void MeasureChanges(MatchingSet set, QueryIndex index)
    {
        var fresh = Enumerable.Range(0, 2000).Select(_ => set.Query()).Where(text => KeywordQuery.TryParse(text, out var _, out _)).ToArray();
        var parsed = fresh.Select(KeywordQuery.Parse).ToArray();
        var times = new List<double>(parsed.Length * 2);
        for (var i = 0; i < parsed.Length; i++)
        {
            var key = $"new{i}";
            Time(() => index.Add(key, parsed[i]));
            if (i >= 1000)
                Time(() => index.Remove(Key(i)));
        }

        times.Sort();
        Print($"change.us median {times[times.Count / 2]:F1}, p99 {times[times.Count * 99 / 100]:F1}, worst {times[^1]:F1} of {times.Count} adds and removes");

        void Time(Action change)
        {
            var start = Stopwatch.GetTimestamp();
            change();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    }

    /// <summary>Every query is asked; a few articles only, since this takes a second or more for each.</summary>
    private static void MeasureNaive(MatchingSet set, MatchingAnswers answers)
    {
        const int Sample = 4_000;
        var step = Math.Max(1, set.Queries.Length / Sample);
        var some = Enumerable.Range(0, set.Queries.Length).Where(i => i % step == 0).Select(i => (Key: Key(i), Query: KeywordQuery.Parse(set.Queries[i]))).ToArray();
        var clock = Stopwatch.StartNew();
        var articles = Math.Min(20, set.Articles.Length);
        for (var i = 0; i < articles; i++)
        {
            var document = new QueryDocument(set.Articles[i].Title, set.Articles[i].Text);
            foreach (var (key, query) in some)
                answers.Check(i, key, query.Matches(document));
        }

        var each = clock.Elapsed.TotalSeconds / articles * set.Queries.Length / some.Length;
        Print($"naive.articles_per_second {1 / each:F2} (scaled from {some.Length:N0} queries on {articles} articles; {answers.Checked:N0} answers compared, {answers.Wrong} differ)");
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
