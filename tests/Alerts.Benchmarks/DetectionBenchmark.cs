using System.Buffers;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Alerts.Detection;
using Alerts.Detection.Matching;

namespace Alerts.Benchmarks;

/// <summary>The automaton beside what .NET has, then the whole detector; one thread, the median of the rounds.</summary>
internal static class DetectionBenchmark
{
    private const double Million = 1e6;

    internal static int Run(int articles, int rounds)
    {
        var texts = new DetectionTexts();
        var plain = texts.WithoutTopic(articles);
        var signals = texts.WithSignals(articles);
        var dense = texts.NothingElse(articles);

        // One article in twenty tells of a topic.
        var news = plain.Select((article, i) => i % 20 == 0 ? signals[i] : article).ToArray();
        Print($"detection: {articles:N0} articles a set, one thread, median of {rounds} rounds, {Environment.ProcessorCount} cores here");
        var exact = MeasureAutomaton(string.Join('\n', news.Select(a => a.Text)), rounds);
        MeasureDetector([("plain", plain), ("news", news), ("signals", signals), ("dense", dense)], rounds);
        return exact ? 0 : 1;
    }

    private static bool MeasureAutomaton(string text, int rounds)
    {
        var five = DetectionPatterns.Shipped(5_000);
        var most = DetectionPatterns.Shipped(30_000);
        var automaton = Build("5000", five);
        var large = Build("all", most);
        var verbs = DetectionPatterns.Verbs;
        var small = new PatternAutomaton(verbs);
        var rate = Rate(text.Length, rounds, () => Count(automaton, text));
        Print($"automaton.5000.mchars_per_second {rate:F0}");
        Print($"automaton.all.mchars_per_second {Rate(text.Length, rounds, () => Count(large, text)):F0}");
        var rateOfVerbs = Rate(text.Length, rounds, () => Count(small, text));
        Print($"automaton.64.mchars_per_second {rateOfVerbs:F0} ({verbs.Length} verb forms)");

        // Peers give the leftmost match only and know no folding; SearchValues knows no word boundaries either.
        var regex = new Regex($@"\b(?:{string.Join('|', verbs.OrderByDescending(v => v.Length).Select(Regex.Escape))})\b", RegexOptions.Compiled | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        Peer("regex.64", rateOfVerbs, Rate(text.Length, rounds, () => regex.Count(text)));
        var values = SearchValues.Create(verbs, StringComparison.OrdinalIgnoreCase);
        Peer("searchvalues.64", rateOfVerbs, Rate(text.Length, rounds, () => Count(values, text)));
        var few = text[..Math.Min(text.Length, 1_000_000)];
        var all = SearchValues.Create(five, StringComparison.OrdinalIgnoreCase);
        Peer("searchvalues.5000", rate, Rate(few.Length, Math.Min(3, rounds), () => Count(all, few)));
        var long5000 = new Regex($@"\b(?:{string.Join('|', five.OrderByDescending(v => v.Length).Select(Regex.Escape))})\b", RegexOptions.Compiled | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        var little = text[..Math.Min(text.Length, 20_000)];
        Peer("regex.5000", rate, Rate(little.Length, Math.Min(3, rounds), () => long5000.Count(little)));

        // Single words cannot overlap, so here the counts must agree.
        var (ours, theirs) = (Count(small, text), regex.Count(text));
        Print($"automaton.64.matches {ours}, regex.64.matches {theirs}{(ours == theirs ? "" : ": DIFFERENT")}");
        return ours == theirs;

        static PatternAutomaton Build(string name, string[] patterns)
        {
            var first = new PatternAutomaton(patterns); // compiles the code
            var clock = Stopwatch.StartNew();
            var built = new PatternAutomaton(patterns);
            Print($"automaton.{name}.build_ms {clock.Elapsed.TotalMilliseconds:F0} ({patterns.Length:N0} patterns, {built.Size / 1024:N0} KB)");
            return first;
        }

        static void Peer(string name, double ours, double theirs) => Print($"{name}.mchars_per_second {theirs:F1} (automaton {ours / theirs:F1} times as fast)");
    }

    private static void MeasureDetector((string Name, (string Title, string Text)[] Articles)[] sets, int rounds)
    {
        var detector = new Detector(DetectionData.Shipped);
        var (patterns, bytes) = detector.Data.Annotator.Size;
        Print($"detector.patterns {patterns:N0}, tables {bytes / 1024:N0} KB");
        foreach (var (name, articles) in sets)
            Measure(name, articles);

        void Measure(string name, (string Title, string Text)[] articles)
        {
            var chars = articles.Sum(a => a.Title.Length + a.Text.Length);
            var found = articles.Select(a => detector.Detect(new DetectionInput(a.Title, a.Text)).Findings.Count).ToArray();
            var rate = Rate(chars, rounds, () => articles.Sum(a => detector.Detect(new DetectionInput(a.Title, a.Text)).Findings.Count));
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var (title, text) in articles)
                detector.Detect(new DetectionInput(title, text));
            var allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / articles.Length;
            Print($"detector.{name}.mchars_per_second {rate:F1} ({100.0 * found.Count(f => f > 0) / found.Length:F0}% of the articles with findings, {found.Average():F1} an article)");
            Print($"detector.{name}.allocated_bytes_per_article {allocated:F0} (of {chars / articles.Length:N0} characters)");
        }
    }

    /// <summary>Millions of characters a second: a tenth of a second or more a round, after as many rounds of warming up.</summary>
    private static double Rate(int chars, int rounds, Func<int> pass)
    {
        var times = new List<double>(rounds);
        for (var round = -Math.Max(2, rounds / 2); round < rounds; round++)
        {
            var passes = 0;
            var start = Stopwatch.GetTimestamp();
            do
            {
                pass();
                passes++;
            }
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < 0.1);
            if (round >= 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds / passes);
        }

        times.Sort();
        return chars / times[times.Count / 2] / Million;
    }

    private static int Count(PatternAutomaton automaton, string text)
    {
        var counter = new Counter();
        automaton.Scan(text, ref counter);
        return counter.Count;
    }

    private static int Count(SearchValues<string> values, string text)
    {
        var count = 0;
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(values); at >= 0; at = rest.IndexOfAny(values))
        {
            count++;
            rest = rest[(at + 1)..];
        }

        return count;
    }

    private static void Print(FormattableString line) => MatchingBenchmark.Print(line);

    private struct Counter : IHitVisitor
    {
        public int Count { get; private set; }

        public bool Visit(int id, int start, int end)
        {
            Count++;
            return true;
        }
    }
}
