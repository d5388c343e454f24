using System.Runtime.CompilerServices;
using Alerts.Pipeline.Storage;
using Azure.Data.Tables;

namespace Alerts.Pipeline.Subscriptions;

/// <summary>The table <c>Subscribers</c>: addresses, and the hashes of the tokens in their links.</summary>
public sealed class SubscriberStore(StorageAccount account)
{
    // As long as what else was kept under an erased address.
    private static readonly TimeSpan FormerKept = TimeSpan.FromDays(1);

    private readonly Table table = account.Table(TableNames.Subscribers);

    /// <returns>Null where the id is unknown.</returns>
    public async Task<Versioned<Subscriber>?> FindAsync(string subscriberId, CancellationToken cancellation) =>
        await table.FindAsync(Keys.Subscriber(subscriberId), cancellation) is { } row ? new(FromEntity(row), row.ETag) : null;

    /// <summary>Many at once; those that are unknown are left out. A page of readers is a range of ids: it costs a few reads.</summary>
    internal async Task<IReadOnlyDictionary<string, Subscriber>> FindManyAsync(IReadOnlyCollection<string> subscriberIds, CancellationToken cancellation) =>
        (await table.FindManyAsync([.. subscriberIds.Select(Keys.Subscriber)], cancellation)).ToDictionary(row => row.RowKey, FromEntity, StringComparer.Ordinal);

    /// <returns>False where the address is known.</returns>
    public async Task<bool> TryInsertAsync(Subscriber subscriber, CancellationToken cancellation) =>
        await table.TryInsertAsync(ToEntity(subscriber), cancellation);

    /// <returns>False where it changed since it was read.</returns>
    public async Task<bool> TryReplaceAsync(Subscriber subscriber, Versioned<Subscriber> read, CancellationToken cancellation) =>
        await table.TryReplaceAsync(ToEntity(subscriber), read.Tag, cancellation);

    /// <summary>Forgets an address; one that is gone is fine. Its tokens open nothing from then on.</summary>
    public async Task DeleteAsync(string subscriberId, CancellationToken cancellation) => await table.DeleteAsync(Keys.Subscriber(subscriberId), cancellation);

    /// <summary>Every subscriber, in no order.</summary>
    public async IAsyncEnumerable<Subscriber> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in table.QueryAsync("State ne ''", cancellation))
            yield return FromEntity(row);
    }

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

    /// <summary>Purges a page of the table: expired tokens and cool-downs, tokens of erased subscribers, sign-ups that nobody confirmed, people who left.
    /// What an active subscriber asked for and never confirmed is taken off their row.</summary>
    /// <param name="asked">Sign-ups last asked for before are purged.</param>
    /// <param name="left">Who left before is purged.</param>
    /// <param name="from">Where the page begins; null for the first.</param>
    internal async Task<PurgedSubscribers> PurgePageAsync(
        DateTimeOffset now, DateTimeOffset asked, DateTimeOffset left, IEnumerable<string> erased, string? from, CancellationToken cancellation)
    {
        const int APage = 200;
        var moved = now - FormerKept;
        var past = TableClient.CreateQueryFilter($"Expires lt {now} or Until lt {now} or Asked lt {asked} or LeftAt lt {left} or Moved lt {moved}");
        var (rows, next) = await table.PageAsync(
            string.Join(" or ", erased.Select(id => TableClient.CreateQueryFilter($"SubscriberId eq {id}")).Prepend(past)), from, APage, cancellation);
        var addresses = rows.ToLookup(row => row.ContainsKey(nameof(Subscriber.Address)));
        var purged = await table.DeleteAsync(addresses[false], cancellation);
        var gone = new List<string>();
        foreach (var row in addresses[true])
        {
            var subscriber = FromEntity(row);
            if (subscriber.State is SubscriberState.Unconfirmed || (subscriber.LeftAt < left && !(subscriber.Asked >= asked)))
            {
                if (await table.TryDeleteAsync(Keys.Subscriber(subscriber.Id), row.ETag, cancellation))
                    gone.Add(subscriber.Id);
            }
            else
            {
                var kept = subscriber.Asked < asked ? subscriber with { Wishes = [], Asked = null, MovesFrom = null } : subscriber;
                await table.TryReplaceAsync(ToEntity(kept with { Formerly = [.. kept.Formerly.Where(former => former.Moved >= moved)] }), row.ETag, cancellation);
            }
        }

        return new(gone, purged + gone.Count, next);
    }

    private static TableEntity ToEntity(Subscriber subscriber) => EntityValues.Entity(Keys.Subscriber(subscriber.Id))
        .WithText(nameof(Subscriber.Address), subscriber.Address)
        .With(nameof(Subscriber.State), subscriber.State)
        .WithJson(nameof(Subscriber.Wishes), subscriber.Wishes)
        .With(nameof(Subscriber.Created), subscriber.Created)
        .With(nameof(Subscriber.Confirmed), subscriber.Confirmed)
        .With(nameof(Subscriber.Zone), subscriber.Zone)
        .WithJson(nameof(Subscriber.Preferences), subscriber.Preferences)
        .With(nameof(Subscriber.Asked), subscriber.Asked)
        .With(nameof(Subscriber.LeftAt), subscriber.LeftAt)
        .With(nameof(Subscriber.LinksSince), subscriber.LinksSince)
        .With(nameof(Subscriber.MovesFrom), subscriber.MovesFrom)
        .With("Moved", subscriber.Formerly.Count > 0 ? subscriber.Formerly[0].Moved : null)
        .WithJson(nameof(Subscriber.Formerly), subscriber.Formerly)
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
        Asked = row.Time(nameof(Subscriber.Asked)),
        LeftAt = row.Time(nameof(Subscriber.LeftAt)),
        LinksSince = row.Time(nameof(Subscriber.LinksSince)),
        MovesFrom = row.Text(nameof(Subscriber.MovesFrom)),
        Formerly = row.FromJson<List<FormerAddress>>(nameof(Subscriber.Formerly)) ?? [],
        Consents = row.FromJson<List<Consent>>(nameof(Subscriber.Consents)) ?? [],
    };
}

/// <summary>What a page of a purge took away.</summary>
/// <param name="Subscribers">Ids of addresses that are gone.</param>
/// <param name="Rows">All rows deleted.</param>
/// <param name="Next">Where the next page begins; null after the last.</param>
internal sealed record PurgedSubscribers(IReadOnlyList<string> Subscribers, int Rows, string? Next);
