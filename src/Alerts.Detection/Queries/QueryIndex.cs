using System.Collections.Concurrent;

namespace Alerts.Detection.Queries;

/// <summary>
/// Many queries, matched against one document at a time. Safe to share between threads: a query added, replaced or
/// removed while a document is matched is seen or not seen as a whole. Readers do not wait, but for a writer that
/// replaces queries without pause. A change takes microseconds.
/// Terms of removed queries stay in memory, some hundred bytes each; build a new index to be rid of them.
/// </summary>
public sealed class QueryIndex
{
    private readonly Lock writing = new();
    private readonly TermTable terms = new();
    private readonly ShardedMap<IndexedQuery> queries = new();
    private readonly ConcurrentBag<MatchState> states = [];
    private int published;
    private int count;
    private int replaced;

    /// <summary>How many queries there are.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>An index of all these queries; leads better than adding them one by one, since it knows beforehand how rare each word is.</summary>
    /// <param name="queries">Keys and queries; of equal keys the last stays. Read once.</param>
    public static QueryIndex Build(IEnumerable<KeyValuePair<string, KeywordQuery>> queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var index = new QueryIndex();
        List<IndexedQuery> compiled = [];
        foreach (var (key, query) in queries)
        {
            if (index.queries.TryGet(key, out var earlier))
                index.Forget(earlier);

            compiled.Add(index.Remember(key, query));
        }

        foreach (var query in compiled)
            if (!query.Removed)
                index.Lead(query);

        return index;
    }

    /// <summary>Adds a query; one already there under the same key is replaced.</summary>
    /// <param name="key">The caller's id of the query, compared ordinally.</param>
    /// <param name="query">The query.</param>
    public void Add(string key, KeywordQuery query)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(query);
        lock (writing)
        {
            queries.TryGet(key, out var old);
            Lead(Remember(key, query));
            if (old is null)
                return;

            // Between the two, so that a reader that met neither notices.
            Interlocked.Increment(ref replaced);
            Forget(old);
        }
    }

    /// <summary>Removes a query; false where the key is unknown.</summary>
    public bool Remove(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (writing)
        {
            if (!queries.TryRemove(key, out var query))
                return false;

            Forget(query);
            return true;
        }
    }

    /// <summary>The queries that match, in the ordinal order of their keys.</summary>
    public IReadOnlyList<QueryMatch> Match(QueryDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var before = Volatile.Read(ref replaced);
            var found = Read(document);
            if (Volatile.Read(ref replaced) == before)
                return found;
        }

        lock (writing)
            return Read(document);
    }

    private List<QueryMatch> Read(QueryDocument document)
    {
        var state = states.TryTake(out var used) ? used : new MatchState(terms);
        try
        {
            return state.Match(document, Volatile.Read(ref published));
        }
        finally
        {
            state.Clear();
            states.Add(state);
        }
    }

    private IndexedQuery Remember(string key, KeywordQuery query)
    {
        List<int> code = [];
        QueryProgram.Compile(query.Root, terms, code);
        int[] root = [.. code];
        var remembered = new IndexedQuery(key, root, QueryProgram.Count(root, terms, 1));
        queries[key] = remembered;
        Volatile.Write(ref count, count + 1);
        return remembered;
    }

    /// <summary>Makes the query be found. Its terms are published first, so that no reader takes one it has not looked for as absent.</summary>
    private void Lead(IndexedQuery query)
    {
        var pairs = QueryLead.Choose(query.Code, terms);
        var sure = QueryProgram.IsPlain(query.Code, terms);
        query.Code = [.. query.Code, .. pairs.Select(pair => pair.Lead).Distinct()];
        Volatile.Write(ref published, terms.Count);
        foreach (var (lead, guard) in pairs)
            terms[lead].Postings = Postings.With(terms[lead].Postings, new Postings.Posting(query, guard, sure));
    }

    private void Forget(IndexedQuery query)
    {
        query.Remove();
        foreach (var lead in QueryProgram.Leads(query.Code))
            terms[lead].Postings = terms[lead].Postings?.Without(query);

        QueryProgram.Count(query.Code, terms, -1);
        Volatile.Write(ref count, count - 1);
    }
}
