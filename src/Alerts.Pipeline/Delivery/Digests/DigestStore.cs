using System.Runtime.CompilerServices;
using Alerts.Pipeline.Storage;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Delivery.Digests;

/// <summary>
/// What waits for digests, in the table <c>Deliveries</c>: a subscriber's plan, what waits, and when it is due lie in one partition and are written together.
/// Every write of what waits also writes the plan over the version read: nothing can slip between a digest's last look and its end.
/// </summary>
public sealed class DigestStore(StorageAccount account)
{
    /// <summary>Entries that one batch takes: each is what waits, its plan and at most two rows of the index.</summary>
    internal const int EntriesABatch = EntityLimits.BatchEntities / 4;

    private readonly Table table = account.Table(TableNames.Deliveries);

    /// <returns>Null where nothing ever waited.</returns>
    internal async Task<Versioned<DigestPlan>?> FindPlanAsync(string subscriberId, CancellationToken cancellation) =>
        await table.FindAsync(Keys.DigestPlan(subscriberId), cancellation) is { } row ? PlanFrom(row, subscriberId) : null;

    /// <summary>Plans of subscribers of one partition, by subscriber.</summary>
    internal async Task<IReadOnlyDictionary<string, Versioned<DigestPlan>>> FindPlansAsync(IReadOnlyCollection<string> subscriberIds, CancellationToken cancellation)
    {
        var wanted = subscriberIds.ToHashSet(StringComparer.Ordinal);
        var (first, last) = (Keys.DigestPlan(wanted.Min(StringComparer.Ordinal)!), Keys.DigestPlan(wanted.Max(StringComparer.Ordinal)!)); // never asked for nobody
        var plans = new Dictionary<string, Versioned<DigestPlan>>(StringComparer.Ordinal);
        await foreach (var row in table.RangeAsync(first.Partition, first.Row, last.Row + "~", cancellation))
        {
            var id = row.RowKey[Keys.DigestPlanPrefix.Length..];
            if (wanted.Contains(id))
                plans[id] = PlanFrom(row, id);
        }

        return plans;
    }

    internal async Task<bool> IsWaitingAsync(string subscriberId, string signalId, CancellationToken cancellation) =>
        await table.FindAsync(Keys.DigestItem(subscriberId, signalId), cancellation) is not null;

    internal async Task<IReadOnlyList<DigestItem>> WaitingAsync(string subscriberId, CancellationToken cancellation)
    {
        var prefix = Keys.DigestItem(subscriberId, "");
        var items = new List<DigestItem>();
        await foreach (var row in table.RangeAsync(prefix.Partition, prefix.Row, prefix.Row + "~", cancellation))
            items.Add(new(subscriberId, row.RowKey[prefix.Row.Length..], row.Time(nameof(DigestItem.Due)) ?? DateTimeOffset.UnixEpoch, row.Flag(nameof(DigestItem.Weekly))));
        return items;
    }

    /// <summary>Adds what waits to the plans read, all or none; one partition, up to <see cref="EntriesABatch"/>, a subscriber once.</summary>
    /// <returns>False where a plan changed since.</returns>
    internal async Task<bool> TryAddAsync(IReadOnlyList<(DigestItem Item, Versioned<DigestPlan>? Plan)> added, CancellationToken cancellation)
    {
        var actions = new List<TableTransactionAction>(added.Count * 4);
        foreach (var (item, read) in added)
        {
            actions.Add(new(TableTransactionActionType.UpsertReplace, ToEntity(item)));
            var plan = read?.Value ?? new(item.SubscriberId);
            Write(actions, plan, plan with { Due = plan.Due <= item.Due ? plan.Due : item.Due }, read?.Tag);
        }

        return await table.TrySubmitAsync(actions, cancellation);
    }

    /// <summary>Ends a digest: what it took is gone, and the plan goes on to what still waits, all or none.</summary>
    /// <returns>False where the plan changed since.</returns>
    internal async Task<bool> TryEndAsync(Versioned<DigestPlan> read, DigestPlan next, IReadOnlyList<DigestItem> taken, CancellationToken cancellation)
    {
        List<TableTransactionAction> actions = [.. taken.Select(item => Deletion(Keys.DigestItem(item.SubscriberId, item.SignalId)))];
        Write(actions, read.Value, next, read.Tag);
        return await table.TrySubmitAsync(actions, cancellation);
    }

    /// <summary>Digests due up to <paramref name="now"/>, the longest due of each partition first.</summary>
    internal async IAsyncEnumerable<DueDigest> DueAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var digit in Keys.HashPartitions)
        {
            var (first, after) = (Keys.DigestAt(DateTimeOffset.MinValue, digit), Keys.DigestAt(now.AddTicks(1), digit));
            await foreach (var row in table.RangeAsync(first.Partition, first.Row, after.Row[..^digit.Length], cancellation))
                yield return new(row.Required(nameof(DueDigest.SubscriberId)), row.Time(nameof(DueDigest.Due)) ?? now, row.Time(nameof(DueDigest.Queued)));
        }
    }

    /// <summary>Notes that a digest was sent for; one that has ended since stays ended.</summary>
    internal async Task MarkQueuedAsync(DueDigest due, DateTimeOffset now, CancellationToken cancellation) =>
        await table.TryReplaceAsync(ToEntity(due with { Queued = now }), ETag.All, cancellation);

    /// <summary>Forgets a subscriber's plan and what waits; what is gone is fine. The plan goes last: until then it tells what the index holds.</summary>
    internal async Task ForgetAsync(string subscriberId, CancellationToken cancellation)
    {
        foreach (var item in await WaitingAsync(subscriberId, cancellation))
            await table.DeleteAsync(Keys.DigestItem(subscriberId, item.SignalId), cancellation);
        if (await FindPlanAsync(subscriberId, cancellation) is not { Value: var plan })
            return;
        if (plan.Due is { } due)
            await table.DeleteAsync(Keys.DigestAt(due, subscriberId), cancellation);
        await table.DeleteAsync(Keys.DigestPlan(subscriberId), cancellation);
    }

    private static void Write(List<TableTransactionAction> actions, DigestPlan before, DigestPlan after, ETag? tag)
    {
        actions.Add(tag is { } read
            ? new(TableTransactionActionType.UpdateReplace, ToEntity(after), read)
            : new(TableTransactionActionType.Add, ToEntity(after)));
        if (before.Due == after.Due)
            return;
        if (before.Due is { } old)
            actions.Add(Deletion(Keys.DigestAt(old, before.SubscriberId)));
        if (after.Due is { } due)
            actions.Add(new(TableTransactionActionType.UpsertReplace, ToEntity(new DueDigest(after.SubscriberId, due, null))));
    }

    private static TableTransactionAction Deletion(TableKey key) => new(TableTransactionActionType.Delete, new TableEntity(key.Partition, key.Row), ETag.All);

    private static TableEntity ToEntity(DigestPlan plan) => EntityValues.Entity(Keys.DigestPlan(plan.SubscriberId))
        .With(nameof(DigestPlan.Due), plan.Due)
        .With(nameof(DigestPlan.LastDaily), plan.LastDaily)
        .With(nameof(DigestPlan.LastWeekly), plan.LastWeekly);

    private static Versioned<DigestPlan> PlanFrom(TableEntity row, string subscriberId) => new(
        new(subscriberId, row.Time(nameof(DigestPlan.Due)), row.Time(nameof(DigestPlan.LastDaily)), row.Time(nameof(DigestPlan.LastWeekly))), row.ETag);

    private static TableEntity ToEntity(DigestItem item) => EntityValues.Entity(Keys.DigestItem(item.SubscriberId, item.SignalId))
        .With(nameof(DigestItem.Due), item.Due)
        .With(nameof(DigestItem.Weekly), item.Weekly);

    private static TableEntity ToEntity(DueDigest due) => EntityValues.Entity(Keys.DigestAt(due.Due, due.SubscriberId))
        .With(nameof(DueDigest.SubscriberId), due.SubscriberId)
        .With(nameof(DueDigest.Due), due.Due)
        .With(nameof(DueDigest.Queued), due.Queued);
}
