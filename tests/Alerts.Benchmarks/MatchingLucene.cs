using System.Diagnostics;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.QueryParsers.Classic;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Alerts.Benchmarks;

/// <summary>
/// The usual way with Lucene.Net: one article in an index in memory, asked with every query. Queries are parsed
/// beforehand; a subset is asked and the time scaled. It gives no evidence and knows no exact case (asked without).
/// </summary>
internal static class MatchingLucene
{
    internal static void Measure(MatchingSet set)
    {
        const int Sample = 20_000;
        const int Articles = 10;
        using var analyzer = new SimpleAnalyzer(LuceneVersion.LUCENE_48);
        var parser = new QueryParser(LuceneVersion.LUCENE_48, "text", analyzer);
        var step = Math.Max(1, set.Queries.Length / Sample);
        var queries = set.Queries.Where((_, i) => i % step == 0).Select(text => parser.Parse(Translate(text))).ToArray();

        var matches = 0L;
        var clock = Stopwatch.StartNew();
        foreach (var (title, text) in set.Articles.Take(Articles))
        {
            using var directory = new RAMDirectory();
            using (var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer)))
            {
                writer.AddDocument(new Document
                {
                    new TextField("title", title, Field.Store.NO),
                    new TextField("text", title + " " + text, Field.Store.NO),
                });
            }

            using var reader = DirectoryReader.Open(directory);
            var searcher = new IndexSearcher(reader);
            foreach (var query in queries)
            {
                var hits = new TotalHitCountCollector();
                searcher.Search(query, hits);
                matches += hits.TotalHits;
            }
        }

        var each = clock.Elapsed.TotalSeconds / Articles * set.Queries.Length / queries.Length;
        MatchingBenchmark.Print($"lucene.articles_per_second {1 / each:F2} (one article in a RAMDirectory; scaled from {queries.Length:N0} queries on {Articles} articles, {(double)matches / Articles * set.Queries.Length / queries.Length:F0} matches an article)");
    }

    /// <summary>NEAR/n of two words is a sloppy phrase of n-1; the rest is Lucene's own syntax.</summary>
    private static string Translate(string canonical)
    {
        var query = canonical.Replace("=", "", StringComparison.Ordinal);
        var near = query.IndexOf(" NEAR/5 ", StringComparison.Ordinal);
        return near < 0 ? query : $"\"{query[..near]} {query[(near + 8)..]}\"~4";
    }
}
