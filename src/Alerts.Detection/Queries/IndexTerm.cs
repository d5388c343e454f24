namespace Alerts.Detection.Queries;

/// <summary>A term that some query of the index uses. Written under the index's lock, read without.</summary>
internal sealed class IndexTerm(int id, string text, TermKind kind)
{
    private volatile Postings? postings;
    private volatile IndexTerm[] cased = [];

    internal int Id { get; } = id;

    internal string Text { get; } = text;

    /// <summary>Of the text, see <see cref="TermMap"/>.</summary>
    internal uint Hash { get; } = TermMap.Hash(text);

    internal TermKind Kind { get; } = kind;

    /// <summary>How many queries use it; the writers' measure of how rare it is.</summary>
    internal int Uses { get; set; }

    /// <summary>The queries it leads to; null when it leads to none.</summary>
    internal Postings? Postings
    {
        get => postings;
        set => postings = value;
    }

    /// <summary>For a word: the exact spellings of it that queries ask for.</summary>
    internal ReadOnlySpan<IndexTerm> Cased => cased;

    internal void AddCased(IndexTerm spelling) => cased = [.. cased, spelling];
}
