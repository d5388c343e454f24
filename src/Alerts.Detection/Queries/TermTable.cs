namespace Alerts.Detection.Queries;

/// <summary>All terms of an index, and the tests on source and language. Grows only; one writer, many readers.</summary>
internal sealed class TermTable
{
    private const int FilterBits = 1 << 19;

    private readonly TermMap words = new();
    private readonly TermMap prefixes = new();
    private readonly TermMap exacts = new();
    private readonly Dictionary<string, int> testNumbers = new(StringComparer.Ordinal);
    private readonly ulong[] filter = new ulong[FilterBits / 64];
    private readonly GrowingList<IndexTerm> all = new();
    private readonly GrowingList<QueryNode> tests = new();
    private int longestPrefix;

    /// <summary>One more than the highest id.</summary>
    internal int Count => all.Count;

    internal IndexTerm this[int id] => all[id];

    /// <summary>A test on source or language.</summary>
    internal QueryNode Test(int number) => tests[number];

    internal TermMap Words => words;

    /// <summary>Gives the prefix terms that a word begins with.</summary>
    internal void FindPrefixes(ReadOnlySpan<char> word, List<IndexTerm> found)
    {
        var longest = Math.Min(word.Length, Volatile.Read(ref longestPrefix));
        var hash = 0u;
        for (var i = 0; i < longest; i++)
        {
            hash = Mix(hash, word[i]);
            if (i + 1 >= QueryLimits.PrefixLength && (filter[Cell(hash)] >> (int)(hash & 63) & 1) != 0
                && prefixes.Find(word[..(i + 1)]) is { } term)
                found.Add(term);
        }
    }

    internal IndexTerm Intern(QueryTerm term)
    {
        var map = term.Kind switch
        {
            TermKind.Word => words,
            TermKind.Prefix => prefixes,
            _ => exacts,
        };
        if (map.Find(term.Text) is { } known)
            return known;

        var added = new IndexTerm(all.Count, term.Text, term.Kind);
        all.Add(added);
        map.Add(added);
        if (term.Kind == TermKind.Prefix)
            Admit(term.Text);
        else if (term.Kind == TermKind.Exact)
            Intern(new QueryTerm(term.Text.ToLowerInvariant(), TermKind.Word)).AddCased(added);

        return added;
    }

    internal int InternTest(QueryNode test)
    {
        var name = QueryNormalizer.Print(test);
        if (!testNumbers.TryGetValue(name, out var number))
        {
            number = tests.Count;
            tests.Add(test);
            testNumbers.Add(name, number);
        }

        return number;
    }

    private void Admit(string prefix)
    {
        var hash = 0u;
        foreach (var letter in prefix)
            hash = Mix(hash, letter);

        filter[Cell(hash)] |= 1ul << (int)(hash & 63);
        if (prefix.Length > longestPrefix)
            Volatile.Write(ref longestPrefix, prefix.Length);
    }

    private static uint Mix(uint hash, char letter) => (hash + letter + 1) * 2654435761u ^ (hash >> 15);

    private static int Cell(uint hash) => (int)(hash >> 6 & (FilterBits / 64 - 1));
}
