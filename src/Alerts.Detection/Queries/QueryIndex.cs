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
    private readonly GrowingList<IndexedQuery> queries = new();
    private readonly ShardedMap<int> numbers = new();
    private readonly Stack<int> free = new();
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
        foreach (var (key, query) in queries)
            index.Remember(key, index.Compile(query));

        for (var i = 0; i < index.queries.Count; i++)
            if (index.queries.Find(i) is { } query)
                index.Lead(i, query);

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
            var old = numbers.TryGet(key, out var known) ? known : -1;
            var number = Remember(key, Compile(query), replace: false);
            Lead(number, queries[number]);
            if (old < 0)
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
            if (!numbers.TryRemove(key, out var number))
                return false;

            Forget(number);
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
        var state = states.TryTake(out var used) ? used : new MatchState(terms, queries);
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

    private List<int> Compile(KeywordQuery query)
    {
        List<int> code = [];
        QueryProgram.Compile(query.Root, terms, code);
        return code;
    }

    private int Remember(string key, List<int> code, bool replace = true)
    {
        if (replace && numbers.TryGet(key, out var known))
        {
            QueryProgram.Count(queries[known].Code, terms, -1);
            queries.Set(known, null);
            free.Push(known);
            count--;
        }

        var root = code.ToArray();
        var query = new IndexedQuery(key, root, QueryProgram.Count(root, terms, 1));
        var number = free.Count > 0 ? free.Pop() : queries.Add(query);
        queries.Set(number, query);
        numbers[key] = number;
        Volatile.Write(ref count, count + 1);
        return number;
    }

    /// <summary>Makes the query be found. Its terms are published first, so that no reader takes one it has not looked for as absent.</summary>
    private void Lead(int number, IndexedQuery query)
    {
        var pairs = QueryLead.Choose(query.Code, terms);
        queries.Set(number, query with { Code = [.. query.Code, .. pairs.Select(pair => pair.Lead).Distinct()] });
        Volatile.Write(ref published, terms.Count);
        foreach (var (lead, guard) in pairs)
            terms[lead].Postings = Postings.With(terms[lead].Postings, new Postings.Posting(number, guard));
    }

    private void Forget(int number)
    {
        var query = queries[number];
        queries.Set(number, null);
        foreach (var lead in QueryProgram.Leads(query.Code))
            terms[lead].Postings = terms[lead].Postings?.Without(number);

        QueryProgram.Count(query.Code, terms, -1);
        free.Push(number);
        Volatile.Write(ref count, count - 1);
    }
}
