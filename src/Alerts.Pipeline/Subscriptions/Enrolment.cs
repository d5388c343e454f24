using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Web.Tokens;

namespace Alerts.Pipeline.Subscriptions;

/// <summary>What was asked for and waits to be confirmed.</summary>
public sealed record PendingConfirmation(string SubscriberId, string Address, IReadOnlyList<Wish> Wishes, bool Expired);

/// <summary>Signing up, confirming and leaving. Who types an address and who reads its mail are two people until the link is used.</summary>
public sealed class Enrolment(
    AddressHash hash, SubscriberStore subscribers, SubscriptionStore subscriptions, QueryStore queries, SuppressionStore suppressions, AddressMoves moves,
    TimeProvider time)
{
    /// <summary>How long a confirmation link holds.</summary>
    public static TimeSpan ConfirmWithin { get; } = TimeSpan.FromDays(7);

    /// <summary>How long an address without subscriptions is kept.</summary>
    public static TimeSpan LeftKept { get; } = TimeSpan.FromDays(30);

    // More than a person ever asks for at once; a stranger's form cannot grow a row without end.
    private const int MostWishes = 50;
    private const int MostConsents = 20;
    private const int MostFormer = 4;

    /// <summary>Notes what an address asks for. Nothing is mailed but the confirmation, and nothing changes for who is already subscribed.</summary>
    /// <param name="address">Normalised.</param>
    /// <param name="wishes">What to watch; queries in canonical form.</param>
    /// <returns>The subscriber's id.</returns>
    public async Task<string> SignUpAsync(string address, IReadOnlyList<Wish> wishes, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var id = await hash.SubscriberAsync(address, cancellation);
        while (true)
        {
            if (await subscribers.FindAsync(id, cancellation) is not { } known)
            {
                if (await subscribers.TryInsertAsync(new(id, address, SubscriberState.Unconfirmed, wishes, now) { Asked = now }, cancellation))
                    break;
                continue;
            }

            // What nobody confirmed in time is not asked for again by who asks for something else.
            var waiting = now - known.Value.Asked < ConfirmWithin ? known.Value.Wishes : [];
            var asked = waiting.Where(wish => wishes.All(other => other.Watch != wish.Watch)).Concat(wishes).TakeLast(MostWishes);
            if (await subscribers.TryReplaceAsync(known.Value with { Wishes = [.. asked], Asked = now }, known, cancellation))
                break;
        }

        return id;
    }

    /// <summary>A token for a confirmation link, plain; only its hash is kept. It holds for seven days from when something was last asked for, however late
    /// it is made; earlier ones hold until they expire.</summary>
    public async Task<string> NewConfirmationAsync(string subscriberId, CancellationToken cancellation)
    {
        var token = Token.New();
        var asked = (await subscribers.FindAsync(subscriberId, cancellation))?.Value.Asked ?? time.GetUtcNow();
        await subscribers.PutTokenAsync(new(Token.Hash(LinkPurpose.Confirm, token), LinkPurpose.Confirm, subscriberId, asked + ConfirmWithin), cancellation);
        return token;
    }

    /// <summary>What a confirmation link would confirm.</summary>
    /// <returns>Null where the token is not one of ours, or was used.</returns>
    public async Task<PendingConfirmation?> FindConfirmationAsync(string token, CancellationToken cancellation)
    {
        if (!Token.HasShape(token)
            || await subscribers.FindTokenAsync(Token.Hash(LinkPurpose.Confirm, token), cancellation) is not { Purpose: LinkPurpose.Confirm } link
            || !Token.Matches(LinkPurpose.Confirm, token, link.Hash)
            || await subscribers.FindAsync(link.SubscriberId, cancellation) is not { } subscriber)
            return null;
        return new(link.SubscriberId, subscriber.Value.Address, subscriber.Value.Wishes, link.Expires < time.GetUtcNow());
    }

    /// <summary>Confirms: from now on the wishes are subscriptions. Done again, it is the same.</summary>
    /// <returns>False where the token is not one of ours or has expired.</returns>
    /// <param name="token">From the link.</param>
    /// <param name="wording">The words that were agreed to.</param>
    /// <param name="page">The address of the page they stood on, without its token.</param>
    public async Task<bool> ConfirmAsync(string token, string wording, string page, CancellationToken cancellation)
    {
        if (await FindConfirmationAsync(token, cancellation) is not { Expired: false } pending)
            return false;
        return await ActivateAsync(pending.SubscriberId, watches => new(time.GetUtcNow(), wording, page, watches), cancellation);
    }

    /// <summary>Enrols an address that the operator vouches for, without a mail: for samples and tests.</summary>
    /// <returns>The subscriber's id.</returns>
    public async Task<string> EnrolAsync(string address, IReadOnlyList<Wish> wishes, CancellationToken cancellation)
    {
        var id = await SignUpAsync(address, wishes, cancellation);
        await ActivateAsync(id, watches => new(time.GetUtcNow(), "enrolled by the operator", "", watches), cancellation);
        return id;
    }

    /// <summary>Ends the subscriptions that a link names; done again, it is the same.</summary>
    public async Task UnsubscribeAsync(UnsubscribeRequest request, CancellationToken cancellation)
    {
        foreach (var watch in request.Watches)
            await subscriptions.DeleteAsync(request.SubscriberId, watch, cancellation);
        if ((await subscriptions.OfAsync(request.SubscriberId, cancellation)).Count == 0)
            await LeaveAsync(request.SubscriberId, cancellation);
    }

    /// <summary>Ends everything an address is subscribed to.</summary>
    public async Task UnsubscribeAllAsync(string subscriberId, CancellationToken cancellation) =>
        await UnsubscribeAsync(new(subscriberId, [.. (await subscriptions.OfAsync(subscriberId, cancellation)).Select(subscription => subscription.Watch)]), cancellation);

    /// <summary>Forgets an address and all that hangs on it; what stays is its hash, so that nothing under way is mailed. Done again, it is the same.</summary>
    public Task EraseAsync(string subscriberId, CancellationToken cancellation) => EraseAsync(subscriberId, null, cancellation);

    private async Task EraseAsync(string subscriberId, string? movedTo, CancellationToken cancellation)
    {
        await suppressions.PutErasedAsync(subscriberId, movedTo, time.GetUtcNow(), cancellation);
        foreach (var subscription in await subscriptions.OfAsync(subscriberId, cancellation))
            await subscriptions.DeleteAsync(subscriberId, subscription.Watch, cancellation);
        await subscribers.DeleteAsync(subscriberId, cancellation);
    }

    /// <returns>False where the subscriber is gone, and with it whatever this wrote.</returns>
    private async Task<bool> ActivateAsync(string subscriberId, Func<IReadOnlyList<Watch>, Consent> consent, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        while (await subscribers.FindAsync(subscriberId, cancellation) is { } read)
        {
            // Confirmed before; who has left since comes back by asking anew, not by an old link.
            if (read.Value.Wishes.Count == 0)
                return true;

            // Subscriptions first: a crash before the row is written leaves the wishes for the next click.
            foreach (var wish in read.Value.Wishes)
            {
                if (wish.Watch.Kind == WatchKind.Query)
                    await queries.InternAsync(wish.Watch.Value, now, cancellation);
                await subscriptions.PutAsync(new(subscriberId, wish.Watch, wish.When, wish.Statements, wish.LeastSources, now), cancellation);
            }

            await suppressions.DeleteAsync(subscriberId, cancellation);
            if (read.Value.MovesFrom is { } old && old != subscriberId)
            {
                // Mail may go to the new address, and knows of the old one, before none goes there: in between each signal finds one of them.
                if (read.Value.Formerly.All(former => former.Id != old))
                {
                    var before = (await subscribers.FindAsync(old, cancellation))?.Value.Formerly ?? [];
                    await subscribers.TryReplaceAsync(
                        read.Value with { State = SubscriberState.Active, LeftAt = null, Formerly = [new(old, now), .. before.Concat(read.Value.Formerly).Take(MostFormer)] }, read, cancellation);
                    continue;
                }

                await EraseAsync(old, subscriberId, cancellation);
                await moves.CarryDigestAsync(old, isMine: false, cancellation);
            }

            var active = read.Value with
            {
                State = SubscriberState.Active,
                Wishes = [],
                Asked = null,
                LeftAt = null,
                MovesFrom = null,
                Confirmed = read.Value.Confirmed ?? now,
                Consents = [.. read.Value.Consents.TakeLast(MostConsents), consent([.. read.Value.Wishes.Select(wish => wish.Watch)])],
            };
            if (await subscribers.TryReplaceAsync(active, read, cancellation))
                return true;
        }

        foreach (var subscription in await subscriptions.OfAsync(subscriberId, cancellation))
            await subscriptions.DeleteAsync(subscriberId, subscription.Watch, cancellation);
        return false;
    }

    private async Task LeaveAsync(string subscriberId, CancellationToken cancellation)
    {
        while (await subscribers.FindAsync(subscriberId, cancellation) is { Value.State: not SubscriberState.Left } read)
        {
            if (await subscribers.TryReplaceAsync(read.Value with { State = SubscriberState.Left, LeftAt = time.GetUtcNow() }, read, cancellation))
                return;
        }
    }
}
