using Azure;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Storage;

/// <summary>A table with our limits held and the two outcomes that are no errors, "exists" and "changed since", as answers.</summary>
internal sealed class Table(TableClient client)
{
    public TableClient Client => client;

    public async Task<TableEntity?> FindAsync(TableKey key, CancellationToken cancellation)
    {
        var found = await client.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Rows by their keys; those that do not exist are left out. Keys that lie close together are read as a range, the others one by one.</summary>
    public async Task<IReadOnlyList<TableEntity>> FindManyAsync(IReadOnlyCollection<TableKey> keys, CancellationToken cancellation)
    {
        // A range costs one transaction for a thousand rows, and may hold rows that nobody asked for.
        const int WorthARange = 4;
        const int AtOnce = 16;
        var found = new List<TableEntity>(keys.Count);
        var partitions = keys.GroupBy(key => key.Partition, key => key.Row, StringComparer.Ordinal).Select(group => (Partition: group.Key, Rows: group.ToHashSet(StringComparer.Ordinal))).ToList();
        foreach (var some in partitions.Where(group => group.Rows.Count >= WorthARange).Chunk(AtOnce))
        {
            foreach (var rows in await Task.WhenAll(some.Select(group => RangeOfAsync(group.Partition, group.Rows, cancellation))))
                found.AddRange(rows);
        }

        foreach (var some in partitions.Where(group => group.Rows.Count < WorthARange).SelectMany(group => group.Rows.Select(row => new TableKey(group.Partition, row))).Chunk(AtOnce))
            found.AddRange((await Task.WhenAll(some.Select(key => FindAsync(key, cancellation)))).OfType<TableEntity>());
        return found;
    }

    private async Task<IReadOnlyList<TableEntity>> RangeOfAsync(string partition, HashSet<string> wanted, CancellationToken cancellation)
    {
        var (first, last) = (wanted.Min(StringComparer.Ordinal) ?? "", wanted.Max(StringComparer.Ordinal) ?? "");
        var rows = new List<TableEntity>(wanted.Count);
        await foreach (var row in RangeAsync(partition, first, last + "~", cancellation))
        {
            if (wanted.Contains(row.RowKey))
                rows.Add(row);
        }

        return rows;
    }

    /// <returns>False where the row exists.</returns>
    public async Task<bool> TryInsertAsync(TableEntity entity, CancellationToken cancellation)
    {
        EntityLimits.Check(entity);
        try
        {
            await client.AddEntityAsync(entity, cancellation);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    /// <returns>False where the row changed or went since <paramref name="tag"/>.</returns>
    public async Task<bool> TryReplaceAsync(TableEntity entity, ETag tag, CancellationToken cancellation)
    {
        EntityLimits.Check(entity);
        try
        {
            await client.UpdateEntityAsync(entity, tag, TableUpdateMode.Replace, cancellation);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return false;
        }
    }

    public async Task UpsertAsync(TableEntity entity, CancellationToken cancellation)
    {
        EntityLimits.Check(entity);
        await client.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Deletes whatever version there is; a row that is gone is fine.</summary>
    public async Task DeleteAsync(TableKey key, CancellationToken cancellation) =>
        await client.DeleteEntityAsync(key.Partition, key.Row, ETag.All, cancellation);

    /// <returns>False where the row changed or went since <paramref name="tag"/>.</returns>
    public async Task<bool> TryDeleteAsync(TableKey key, ETag tag, CancellationToken cancellation)
    {
        try
        {
            // The client takes a row that is gone for deleted.
            return (await client.DeleteEntityAsync(key.Partition, key.Row, tag, cancellation)).Status != 404;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>Deletes rows in the versions read, in batches; those that changed since stay.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> DeleteAsync(IEnumerable<TableEntity> rows, CancellationToken cancellation)
    {
        var gone = 0;
        foreach (var chunk in rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal).SelectMany(partition => partition.Chunk(EntityLimits.BatchEntities)))
        {
            if (await TrySubmitAsync([.. chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag))], cancellation))
            {
                gone += chunk.Length;
                continue;
            }

            foreach (var row in chunk)
                gone += await TryDeleteAsync(new(row.PartitionKey, row.RowKey), row.ETag, cancellation) ? 1 : 0;
        }

        return gone;
    }

    /// <summary>A page of a query, and where the next one begins; null after the last. A page may be empty and have one after it.</summary>
    /// <param name="from">Null for the first page.</param>
    public async Task<(IReadOnlyList<TableEntity> Rows, string? Next)> PageAsync(string filter, string? from, int most, CancellationToken cancellation)
    {
        await foreach (var page in client.QueryAsync<TableEntity>(filter, most, cancellationToken: cancellation).AsPages(from, most))
            return (page.Values, string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        return ([], null);
    }

    /// <summary>Writes up to 100 rows of one partition, all or none.</summary>
    /// <returns>False where one of them exists (insert), changed or went (replace, delete).</returns>
    public async Task<bool> TrySubmitAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        if (actions.Count > EntityLimits.BatchEntities)
            throw new ArgumentException($"A batch holds {EntityLimits.BatchEntities} rows, not {actions.Count}.", nameof(actions));
        var size = actions.Sum(action => action.ActionType == TableTransactionActionType.Delete ? 0 : EntityLimits.Check((TableEntity)action.Entity));
        if (size > EntityLimits.BatchBytes)
            throw new PermanentFailure($"A batch of {actions.Count} rows in partition {actions[0].Entity.PartitionKey} has {size} bytes; a batch holds {EntityLimits.BatchBytes}.");
        try
        {
            await client.SubmitTransactionAsync(actions, cancellation);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>The rows of a partition whose keys lie in [<paramref name="from"/>, <paramref name="before"/>), in their order.</summary>
    public AsyncPageable<TableEntity> RangeAsync(string partition, string from, string before, CancellationToken cancellation, int? pageSize = null) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}"), cancellation, pageSize);

    public AsyncPageable<TableEntity> PartitionAsync(string partition, CancellationToken cancellation, int? pageSize = null) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellation, pageSize);

    /// <param name="filter">In the service's own language.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="pageSize">Rows a request; null for the service's own most.</param>
    /// <param name="only">The properties wanted; null for all.</param>
    public AsyncPageable<TableEntity> QueryAsync(string filter, CancellationToken cancellation, int? pageSize = null, IEnumerable<string>? only = null) =>
        client.QueryAsync<TableEntity>(filter, pageSize, only, cancellation);
}
