using System.Collections.Concurrent;

namespace Alerts.Detection.Queries;

/// <summary>
/// Many queries, matched against one document at a time. Safe to share between threads: readers never wait, a query
/// added or removed while a document is matched is seen or not seen as a whole.
/// </summary>
public sealed class QueryIndex
{
    private readonly ConcurrentDictionary<string, KeywordQuery> queries = new(StringComparer.Ordinal);

    /// <summary>How many queries there are.</summary>
    public int Count => queries.Count;

    /// <summary>Adds a query; one already there under the same key is replaced.</summary>
    /// <param name="key">The caller's id of the query, compared ordinally.</param>
    /// <param name="query">The query.</param>
    public void Add(string key, KeywordQuery query) => queries[key] = query;

    /// <summary>Removes a query; false where the key is unknown.</summary>
    public bool Remove(string key) => queries.TryRemove(key, out _);

    /// <summary>The queries that match, in the ordinal order of their keys.</summary>
    public IReadOnlyList<QueryMatch> Match(QueryDocument document) =>
        [.. queries
            .Select(each => new QueryMatch(each.Key, each.Value.Find(document)))
            .Where(match => match.Evidence.Count > 0)
            .OrderBy(match => match.Key, StringComparer.Ordinal)];
}
