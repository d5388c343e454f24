namespace Alerts.Benchmarks;

/// <summary>
/// Made-up words with the skew of news: the n-th word comes 1/(n+2.7) as often as the first (Zipf and Mandelbrot).
/// Queries ask for what the news is about, which is as skewed, but not for its 500 most frequent words (the, said, week).
/// </summary>
internal sealed class MatchingVocabulary
{
    private const int Size = 60_000;
    private const int Unasked = 500;

    private readonly string[] words;
    private readonly double[] article = new double[Size];
    private readonly double[] query = new double[Size];

    internal MatchingVocabulary(Random random)
    {
        string[] starts = ["b", "br", "c", "ch", "d", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "w", "z", ""];
        string[] middles = ["a", "e", "i", "o", "u", "ai", "ea", "ou", "an", "en", "in", "on", "ar", "er", "or"];
        string[] ends = ["", "n", "s", "t", "l", "ment", "tion", "ed", "ing", "ia", "sk"];
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (known.Count < Size)
        {
            // Frequent words are short.
            var syllables = 1 + (known.Count > 300 ? 1 : 0) + random.Next(2);
            var word = string.Concat(Enumerable.Range(0, syllables).Select(_ => starts[random.Next(starts.Length)] + middles[random.Next(middles.Length)]));
            known.Add(word + (syllables > 1 ? ends[random.Next(ends.Length)] : ""));
            if (syllables == 3 && known.Count > 20_000)
                known.Add(word + middles[random.Next(middles.Length)] + ends[random.Next(ends.Length)]);
        }

        words = [.. known.Take(Size)];
        double sum = 0, asked = 0;
        for (var i = 0; i < Size; i++)
        {
            article[i] = sum += 1 / (i + 2.7);
            query[i] = asked += i < Unasked ? 0 : 1 / Math.Pow(i + 2.7, 0.9);
        }
    }

    /// <summary>A word of an article.</summary>
    internal string ArticleWord(Random random) => Draw(article, random);

    /// <summary>A word that somebody asks for.</summary>
    internal string QueryWord(Random random) => Draw(query, random);

    private string Draw(double[] sums, Random random)
    {
        var found = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
        return words[Math.Min(found < 0 ? ~found : found, words.Length - 1)];
    }
}
