using Alerts.Pipeline.Storage;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Subscriptions;

/// <summary>The table <c>Subscriptions</c>: each lies with all who watch the same, and once more with its subscriber.</summary>
public sealed class SubscriptionStore(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Subscriptions);

    /// <summary>What a subscriber watches.</summary>
    public async Task<IReadOnlyList<Subscription>> OfAsync(string subscriberId, CancellationToken cancellation)
    {
        var all = new List<Subscription>();
        await foreach (var row in table.PartitionAsync(Keys.SubscriptionsOf(subscriberId), cancellation))
            all.Add(FromEntity(row, subscriberId));
        return all;
    }

    /// <summary>Writes both rows, the subscriber's first: what is mailed can always be found and ended.</summary>
    public async Task PutAsync(Subscription subscription, CancellationToken cancellation)
    {
        await table.UpsertAsync(ToEntity(KeyOf(subscription.SubscriberId, subscription.Watch), subscription), cancellation);
        await table.UpsertAsync(ToEntity(Keys.Subscription(subscription.Watch.KeyKind, subscription.Watch.KeyPart, subscription.SubscriberId), subscription), cancellation);
    }

    /// <summary>Deletes both rows, the one that is mailed first.</summary>
    public async Task DeleteAsync(string subscriberId, Watch watch, CancellationToken cancellation)
    {
        await table.DeleteAsync(Keys.Subscription(watch.KeyKind, watch.KeyPart, subscriberId), cancellation);
        await table.DeleteAsync(KeyOf(subscriberId, watch), cancellation);
    }

    /// <summary>A page of those who watch a thing, by subscriber id.</summary>
    /// <param name="after">The last subscriber of the page before; null for the first page.</param>
    internal async Task<IReadOnlyList<Subscription>> ReadersAsync(Watch watch, string? after, int most, CancellationToken cancellation)
    {
        var partition = Keys.SubscriptionPartition(watch.KeyKind, watch.KeyPart);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after ?? ""}");
        var readers = new List<Subscription>();
        await foreach (var row in table.QueryAsync(filter, cancellation, Math.Min(most, 1000)))
        {
            readers.Add(FromEntity(row, row.RowKey));
            if (readers.Count == most)
                break;
        }

        return readers;
    }

    private static TableKey KeyOf(string subscriberId, Watch watch) => Keys.SubscriptionOf(subscriberId, watch.KeyKind, watch.KeyPart);

    private static TableEntity ToEntity(TableKey key, Subscription subscription) => EntityValues.Entity(key)
        .With(nameof(Watch.Kind), subscription.Watch.Kind)
        .WithText(nameof(Watch.Value), subscription.Watch.Value)
        .With(nameof(Subscription.When), subscription.When)
        .With(nameof(Subscription.Statements), subscription.Statements)
        .With(nameof(Subscription.LeastSources), subscription.LeastSources)
        .With(nameof(Subscription.Since), subscription.Since);

    private static Subscription FromEntity(TableEntity row, string subscriberId) => new(
        subscriberId,
        new(row.Enum<WatchKind>(nameof(Watch.Kind)), row.Required(nameof(Watch.Value))),
        row.Enum<MailTime>(nameof(Subscription.When)),
        row.Flag(nameof(Subscription.Statements)),
        Math.Max(row.Int(nameof(Subscription.LeastSources)), 1),
        row.Time(nameof(Subscription.Since)) ?? DateTimeOffset.UnixEpoch);
}
