using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Delivery;

/// <summary>The table <c>Deliveries</c>, the send ledger.</summary>
public sealed class DeliveryStore(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Deliveries);

    /// <summary>Books deliveries of one signal, in batches; those that are booked stay as they are.</summary>
    /// <returns>What is still to be done: of the new ones, and of those that an earlier run left behind.</returns>
    internal async Task<BookedDeliveries> BookAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var (open, waiting, left) = (new List<string>(deliveries.Count), new List<string>(), new List<string>());
        foreach (var chunk in deliveries.GroupBy(PartitionOf).SelectMany(partition => partition.Chunk(EntityLimits.BatchEntities)))
        {
            var booked = new List<Delivery>(chunk);
            while (!await table.TrySubmitAsync([.. booked.Select(delivery => new TableTransactionAction(TableTransactionActionType.Add, ToEntity(delivery)))], cancellation))
            {
                // Some of them exist, from a run before or another one now.
                var known = await FindAsync(chunk[0].SignalId, [.. booked.Select(delivery => delivery.SubscriberId)], cancellation);
                open.AddRange(known.Where(read => read.Value.State is DeliveryState.Pending or DeliveryState.Claimed).Select(read => read.Value.SubscriberId));
                left.AddRange(known.Where(read => read.Value.State == DeliveryState.Digest).Select(read => read.Value.SubscriberId));
                if (booked.RemoveAll(delivery => known.Any(read => read.Value.SubscriberId == delivery.SubscriberId)) == 0)
                    throw new InvalidOperationException($"Deliveries of signal {chunk[0].SignalId} were refused as known, and none is.");
                if (booked.Count == 0)
                    break;
            }

            open.AddRange(booked.Where(delivery => delivery.State == DeliveryState.Pending).Select(delivery => delivery.SubscriberId));
            waiting.AddRange(booked.Where(delivery => delivery.State == DeliveryState.Digest).Select(delivery => delivery.SubscriberId));
        }

        return new(open, waiting, left);
    }

    /// <summary>Reads deliveries of one signal, a range of each partition; those that do not exist are left out.</summary>
    public async Task<IReadOnlyList<Versioned<Delivery>>> FindAsync(string signalId, IReadOnlyCollection<string> subscriberIds, CancellationToken cancellation)
    {
        var wanted = subscriberIds.ToHashSet(StringComparer.Ordinal);
        var found = new List<Versioned<Delivery>>(wanted.Count);
        foreach (var partition in wanted.GroupBy(id => Keys.Delivery(signalId, id).Partition))
        {
            var (first, last) = (partition.Min(StringComparer.Ordinal)!, partition.Max(StringComparer.Ordinal)!); // a group is never empty
            await foreach (var row in table.RangeAsync(partition.Key, first, last + "~", cancellation))
            {
                if (wanted.Contains(row.RowKey))
                    found.Add(new(FromEntity(row, signalId), row.ETag));
            }
        }

        return found;
    }

    /// <summary>A page of a signal's deliveries, by subscriber id.</summary>
    /// <param name="after">The last subscriber of the page before; null for the first page.</param>
    internal async Task<IReadOnlyList<Versioned<Delivery>>> OfAsync(string signalId, string? after, int most, CancellationToken cancellation)
    {
        var page = new List<Versioned<Delivery>>();
        // A subscriber lies in the partition of the first digit, so that the partitions follow one another in the order of ids.
        foreach (var digit in Keys.HashPartitions.Where(digit => after is null || string.CompareOrdinal(digit, after[..1]) >= 0))
        {
            var partition = Keys.Delivery(signalId, digit).Partition;
            await foreach (var row in table.QueryAsync(
                TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after ?? ""}"), cancellation, Math.Min(most, 1000)))
            {
                page.Add(new(FromEntity(row, signalId), row.ETag));
                if (page.Count == most)
                    return page;
            }
        }

        return page;
    }

    /// <summary>Writes new states over the versions read, in batches; where one of a batch had changed since, the others one by one.</summary>
    /// <returns>Those written, with their new versions.</returns>
    internal async Task<IReadOnlyList<Versioned<Delivery>>> TryReplaceAsync(IReadOnlyList<Versioned<Delivery>> changed, CancellationToken cancellation)
    {
        var written = new List<Versioned<Delivery>>(changed.Count);
        foreach (var chunk in changed.GroupBy(read => PartitionOf(read.Value)).SelectMany(partition => partition.Chunk(EntityLimits.BatchEntities)))
        {
            var actions = chunk.Select(read => new TableTransactionAction(TableTransactionActionType.UpdateReplace, ToEntity(read.Value), read.Tag)).ToList();
            if (await TrySubmitAsync(actions, cancellation) is { } tags)
            {
                written.AddRange(chunk.Zip(tags, (read, tag) => new Versioned<Delivery>(read.Value, tag)));
                continue;
            }

            for (var i = 0; i < chunk.Length && chunk.Length > 1; i++)
            {
                if (await TrySubmitAsync([actions[i]], cancellation) is [var tag])
                    written.Add(new(chunk[i].Value, tag));
            }
        }

        return written;
    }

    /// <summary>Deletes a page of deliveries that were booked before <paramref name="before"/>, and of all that is kept under the ids of <paramref name="erased"/>.</summary>
    /// <returns>How many went, and where the next page begins; null after the last.</returns>
    internal async Task<(int Rows, string? Next)> PurgePageAsync(DateTimeOffset before, IEnumerable<string> erased, string? from, CancellationToken cancellation)
    {
        const int APage = 1000;
        var past = TableClient.CreateQueryFilter($"Created lt {before}");
        var (rows, next) = await table.PageAsync(string.Join(" or ", erased.Select(id => TableClient.CreateQueryFilter($"RowKey eq {id}")).Prepend(past)), from, APage, cancellation);
        return (await table.DeleteAsync(rows, cancellation), next);
    }

    private async Task<IReadOnlyList<ETag>?> TrySubmitAsync(List<TableTransactionAction> actions, CancellationToken cancellation)
    {
        try
        {
            var answer = await table.Client.SubmitTransactionAsync(actions, cancellation);
            return [.. answer.Value.Select(response => response.Headers.ETag ?? ETag.All)];
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return null;
        }
    }

    private static string PartitionOf(Delivery delivery) => Keys.Delivery(delivery.SignalId, delivery.SubscriberId).Partition;

    private static TableEntity ToEntity(Delivery delivery) => EntityValues.Entity(Keys.Delivery(delivery.SignalId, delivery.SubscriberId))
        .With(nameof(Delivery.State), delivery.State)
        .WithJson(nameof(Delivery.Matched), delivery.Matched)
        .With(nameof(Delivery.Created), delivery.Created)
        .With(nameof(Delivery.LeaseEnds), delivery.LeaseEnds)
        .With(nameof(Delivery.Sent), delivery.Sent)
        .WithText(nameof(Delivery.Detail), delivery.Detail);

    private static Delivery FromEntity(TableEntity row, string signalId) => new(
        signalId,
        row.RowKey,
        row.Enum<DeliveryState>(nameof(Delivery.State)),
        row.FromJson<List<Watch>>(nameof(Delivery.Matched)) ?? [],
        row.Time(nameof(Delivery.Created)) ?? DateTimeOffset.UnixEpoch,
        row.Time(nameof(Delivery.LeaseEnds)),
        row.Time(nameof(Delivery.Sent)),
        row.Text(nameof(Delivery.Detail)));
}
