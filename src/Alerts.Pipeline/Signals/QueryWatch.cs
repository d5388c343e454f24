using Alerts.Detection.Queries;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Signals;

/// <summary>The index of distinct queries, read whole at first and kept up by the log of changes.</summary>
public sealed class QueryWatch(QueryStore store, TimeProvider time) : IDisposable
{
    /// <summary>How long a query may be known to the store and not to us.</summary>
    internal static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(15);

    // Instances' clocks differ; taking in a query twice is harmless.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private QueryIndex index = new();
    private readonly SemaphoreSlim one = new(1, 1);
    private DateTimeOffset? looked;
    private DateTimeOffset? version;

    public void Dispose() => one.Dispose();

    /// <summary>Queries that match, by their ids. A query is matched at the latest 15 seconds after it was confirmed.</summary>
    internal async Task<IReadOnlyList<(string QueryId, string Canonical, QueryEvidence Evidence)>> MatchAsync(QueryDocument document, CancellationToken cancellation)
    {
        await RefreshAsync(cancellation);
        return [.. index.Match(document).Where(match => match.Evidence.Count > 0).Select(match => (Ids.Query(match.Key), match.Key, match.Evidence[0]))];
    }

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        if (looked is { } last && time.GetUtcNow() - last < LookAgainAfter)
            return;
        await one.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            if (looked is { } meanwhile && now - meanwhile < LookAgainAfter)
                return;
            var latest = await store.VersionAsync(cancellation);
            if (looked is not { } from)
            {
                index = QueryIndex.Build(await ReadAsync(store.AllAsync(cancellation).Select(query => query.Canonical), cancellation));
            }
            else if (latest != version)
            {
                foreach (var (canonical, query) in await ReadAsync(store.SinceAsync(from - Overlap, now, cancellation), cancellation))
                    index.Add(canonical, query);
            }

            (looked, version) = (now, latest);
        }
        finally
        {
            one.Release();
        }
    }

    private static async Task<IReadOnlyList<KeyValuePair<string, KeywordQuery>>> ReadAsync(IAsyncEnumerable<string> queries, CancellationToken cancellation)
    {
        var read = new List<KeyValuePair<string, KeywordQuery>>();
        await foreach (var canonical in queries.WithCancellation(cancellation))
        {
            // A query that an older release took and this one does not is left out.
            if (KeywordQuery.TryParse(canonical, out var query, out _))
                read.Add(new(canonical, query));
        }

        return read;
    }
}
