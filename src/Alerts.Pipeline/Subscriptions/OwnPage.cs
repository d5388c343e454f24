using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Web.Tokens;

namespace Alerts.Pipeline.Subscriptions;

/// <summary>What a subscriber does behind the link to their own page. The link is mailed to the address alone; whoever has it is taken for its owner, until it is ended.</summary>
public sealed class OwnPage(SubscriberStore subscribers, SubscriptionStore subscriptions, Enrolment enrolment, TimeProvider time)
{
    /// <summary>How long a link holds unless it is ended.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(365);

    /// <summary>A token for the link, plain; only its hash is kept.</summary>
    public async Task<string> NewLinkAsync(string subscriberId, CancellationToken cancellation)
    {
        var token = Token.New();
        await subscribers.PutTokenAsync(new(Token.Hash(LinkPurpose.Manage, token), LinkPurpose.Manage, subscriberId, time.GetUtcNow() + Lifetime), cancellation);
        return token;
    }

    /// <returns>Null where the token is none of ours, has expired or was ended, or its subscriber is gone.</returns>
    public async Task<Versioned<Subscriber>?> FindAsync(string token, CancellationToken cancellation)
    {
        if (!Token.HasShape(token)
            || await subscribers.FindTokenAsync(Token.Hash(LinkPurpose.Manage, token), cancellation) is not { Purpose: LinkPurpose.Manage } link
            || !Token.Matches(LinkPurpose.Manage, token, link.Hash)
            || link.Expires < time.GetUtcNow()
            || await subscribers.FindAsync(link.SubscriberId, cancellation) is not { } read
            || read.Value.LinksSince > link.Expires - Lifetime)
            return null;
        return read;
    }

    public async Task<IReadOnlyList<Subscription>> SubscriptionsAsync(Subscriber subscriber, CancellationToken cancellation) =>
        await subscriptions.OfAsync(subscriber.Id, cancellation);

    /// <summary>Keeps the settings, changes the subscriptions given and ends those in <paramref name="ended"/>.</summary>
    public async Task SaveAsync(
        Versioned<Subscriber> read, Preferences preferences, string? zone, IReadOnlyList<Subscription> changed, IReadOnlyList<Watch> ended, CancellationToken cancellation)
    {
        await ChangeAsync(read, subscriber => subscriber with { Preferences = preferences, Zone = zone }, cancellation);
        foreach (var subscription in changed)
            await subscriptions.PutAsync(subscription, cancellation);
        if (ended.Count > 0)
            await enrolment.UnsubscribeAsync(new(read.Value.Id, ended), cancellation);
    }

    /// <summary>Ends every link made so far.</summary>
    public async Task EndLinksAsync(Versioned<Subscriber> read, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await ChangeAsync(read, subscriber => subscriber with { LinksSince = now.AddTicks(1) }, cancellation);
    }

    /// <summary>Asks another address to take over all subscriptions; this one ends when that one confirms.</summary>
    /// <param name="read">The subscriber who asks.</param>
    /// <param name="address">Normalised.</param>
    /// <returns>The id of the new address.</returns>
    public async Task<string> MoveAsync(Versioned<Subscriber> read, string address, CancellationToken cancellation)
    {
        var all = await subscriptions.OfAsync(read.Value.Id, cancellation);
        var id = await enrolment.SignUpAsync(
            address, [.. all.Select(one => new Wish(one.Watch, one.When, one.Statements, one.LeastSources))], cancellation);
        if (id != read.Value.Id && await subscribers.FindAsync(id, cancellation) is { } other)
            await ChangeAsync(other, subscriber => subscriber with { MovesFrom = read.Value.Id }, cancellation);
        return id;
    }

    public async Task EraseAsync(Versioned<Subscriber> read, CancellationToken cancellation) => await enrolment.EraseAsync(read.Value.Id, cancellation);

    private async Task ChangeAsync(Versioned<Subscriber> read, Func<Subscriber, Subscriber> change, CancellationToken cancellation)
    {
        while (!await subscribers.TryReplaceAsync(change(read.Value), read, cancellation))
        {
            if (await subscribers.FindAsync(read.Value.Id, cancellation) is not { } again)
                return;
            read = again;
        }
    }
}
