namespace Alerts.Detection.Queries;

/// <summary>
/// The queries a term leads to, each with a guard: another term that must be there too. One writer appends in place
/// and shows the new length last, so that readers need no lock; what is removed is removed from a copy.
/// </summary>
internal sealed class Postings
{
    /// <summary>The guard of a query that has none.</summary>
    internal const int Unguarded = -1;

    private readonly Posting[] items;
    private int count;

    private Postings(Posting[] items, int count) => (this.items, this.count) = (items, count);

    /// <param name="Query">The query.</param>
    /// <param name="Guard">The other term, or <see cref="Unguarded"/>.</param>
    /// <param name="Sure">Whether lead and guard are plain words and all of the query: where both are, it matches.</param>
    internal readonly record struct Posting(IndexedQuery Query, int Guard, bool Sure);

    internal ReadOnlySpan<Posting> Items => items.AsSpan(0, Volatile.Read(ref count));

    /// <summary>The list with one more; itself where there is room.</summary>
    internal static Postings With(Postings? list, Posting posting)
    {
        if (list is null)
            return new Postings([posting], 1);

        if (list.count == list.items.Length)
        {
            var grown = new Posting[list.count + Math.Max(1, list.count / 2)];
            list.items.CopyTo(grown, 0);
            list = new Postings(grown, list.count);
        }

        list.items[list.count] = posting;
        Volatile.Write(ref list.count, list.count + 1);
        return list;
    }

    /// <summary>A copy without a query; null when nothing is left.</summary>
    internal Postings? Without(IndexedQuery query)
    {
        var kept = new Posting[count];
        var length = 0;
        foreach (var posting in Items)
            if (!ReferenceEquals(posting.Query, query))
                kept[length++] = posting;

        return length == 0 ? null : new Postings(kept, length);
    }
}
