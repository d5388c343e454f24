using Alerts.Pipeline.Storage;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Subscriptions;

/// <summary>The table <c>Subscribers</c>: addresses, and the hashes of the tokens in their links.</summary>
public sealed class SubscriberStore(StorageAccount account)
{
    private readonly Table table = account.Table(TableNames.Subscribers);

    /// <returns>Null where the id is unknown.</returns>
    public async Task<Versioned<Subscriber>?> FindAsync(string subscriberId, CancellationToken cancellation) =>
        await table.FindAsync(Keys.Subscriber(subscriberId), cancellation) is { } row ? new(FromEntity(row), row.ETag) : null;

    /// <returns>False where the address is known.</returns>
    public async Task<bool> TryInsertAsync(Subscriber subscriber, CancellationToken cancellation) =>
        await table.TryInsertAsync(ToEntity(subscriber), cancellation);

    /// <returns>False where it changed since it was read.</returns>
    public async Task<bool> TryReplaceAsync(Subscriber subscriber, Versioned<Subscriber> read, CancellationToken cancellation) =>
        await table.TryReplaceAsync(ToEntity(subscriber), read.Tag, cancellation);

    /// <summary>Forgets an address; one that is gone is fine. Its tokens open nothing from then on.</summary>
    public async Task DeleteAsync(string subscriberId, CancellationToken cancellation) => await table.DeleteAsync(Keys.Subscriber(subscriberId), cancellation);

    public async Task PutTokenAsync(LinkToken token, CancellationToken cancellation) =>
        await table.UpsertAsync(
            EntityValues.Entity(Keys.Token(token.Hash))
                .With(nameof(LinkToken.Purpose), token.Purpose)
                .With(nameof(LinkToken.SubscriberId), token.SubscriberId)
                .With(nameof(LinkToken.Expires), token.Expires),
            cancellation);

    /// <returns>Null where no such token is kept; an expired one is returned, for the page to say so.</returns>
    public async Task<LinkToken?> FindTokenAsync(string hash, CancellationToken cancellation) =>
        await table.FindAsync(Keys.Token(hash), cancellation) is { } row
            ? new(row.RowKey, row.Enum<LinkPurpose>(nameof(LinkToken.Purpose)), row.Required(nameof(LinkToken.SubscriberId)), row.Time(nameof(LinkToken.Expires)) ?? DateTimeOffset.UnixEpoch)
            : null;

    public async Task DeleteTokenAsync(string hash, CancellationToken cancellation) => await table.DeleteAsync(Keys.Token(hash), cancellation);

    private static TableEntity ToEntity(Subscriber subscriber) => EntityValues.Entity(Keys.Subscriber(subscriber.Id))
        .WithText(nameof(Subscriber.Address), subscriber.Address)
        .With(nameof(Subscriber.State), subscriber.State)
        .WithJson(nameof(Subscriber.Wishes), subscriber.Wishes)
        .With(nameof(Subscriber.Created), subscriber.Created)
        .With(nameof(Subscriber.Confirmed), subscriber.Confirmed)
        .With(nameof(Subscriber.Zone), subscriber.Zone)
        .WithJson(nameof(Subscriber.Preferences), subscriber.Preferences)
        .With(nameof(Subscriber.LinksSince), subscriber.LinksSince)
        .With(nameof(Subscriber.MovesFrom), subscriber.MovesFrom)
        .WithJson(nameof(Subscriber.Consents), subscriber.Consents);

    private static Subscriber FromEntity(TableEntity row) => new(
        row.RowKey,
        row.Required(nameof(Subscriber.Address)),
        row.Enum<SubscriberState>(nameof(Subscriber.State)),
        row.FromJson<List<Wish>>(nameof(Subscriber.Wishes)) ?? [],
        row.Time(nameof(Subscriber.Created)) ?? DateTimeOffset.UnixEpoch,
        row.Time(nameof(Subscriber.Confirmed)),
        row.Text(nameof(Subscriber.Zone)))
    {
        Preferences = row.FromJson<Preferences>(nameof(Subscriber.Preferences)) ?? Preferences.Default,
        LinksSince = row.Time(nameof(Subscriber.LinksSince)),
        MovesFrom = row.Text(nameof(Subscriber.MovesFrom)),
        Consents = row.FromJson<List<Consent>>(nameof(Subscriber.Consents)) ?? [],
    };
}
