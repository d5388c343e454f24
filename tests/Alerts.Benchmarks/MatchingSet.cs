using System.Text;
using Alerts.Detection.Queries;

namespace Alerts.Benchmarks;

/// <summary>Distinct queries and articles, the same in every run.</summary>
internal sealed class MatchingSet
{
    private const int WordsAnArticle = 600;
    private readonly Random random = new(20261123);
    private readonly MatchingVocabulary vocabulary;

    internal MatchingSet(int queries, int articles)
    {
        vocabulary = new MatchingVocabulary(random);
        var known = new HashSet<string>(StringComparer.Ordinal);
        Queries = new string[queries];
        while (known.Count < queries)
            if (KeywordQuery.TryParse(Query(), out var query, out _) && known.Add(query.Canonical))
                Queries[known.Count - 1] = query.Canonical;

        Articles = [.. Enumerable.Range(0, articles).Select(_ => (Sentences(9), Sentences(WordsAnArticle - 9)))];
    }

    /// <summary>Canonical forms.</summary>
    internal string[] Queries { get; }

    internal (string Title, string Text)[] Articles { get; }

    /// <summary>Of 100: 40 two words, 15 three, 10 one, 12 phrases, 8 alternatives, 5 exclusions, 4 prefixes, 3 NEAR, 2 titles, 1 exact.</summary>
    internal string Query() => random.Next(100) switch
    {
        < 40 => $"{Word()} {Word()}",
        < 55 => $"{Word()} {Word()} {Word()}",
        < 65 => Word(),
        < 77 => $"\"{Word()} {Word()}\"",
        < 85 => $"{Word()} ({Word()} OR {Word()})",
        < 90 => $"{Word()} {Word()} -{Word()}",
        < 94 => $"{Word()} {Prefix()}*",
        < 97 => $"{Word()} NEAR/5 {Word()}",
        < 99 => $"title:{Word()} {Word()}",
        _ => $"={Capital(Word())} {Word()}",
    };

    private string Word() => vocabulary.QueryWord(random);

    private string Prefix()
    {
        var word = Word();
        return word[..Math.Max(Math.Min(4, word.Length), word.Length - 2)].PadRight(2, 'a');
    }

    private string Sentences(int words)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words; i++)
        {
            var word = vocabulary.ArticleWord(random);
            text.Append(i % 18 == 0 || random.Next(12) == 0 ? Capital(word) : word);
            text.Append(i == words - 1 ? "." : i % 18 == 17 ? ". " : random.Next(14) == 0 ? ", " : " ");
        }

        return text.ToString();
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
