using Alerts.Feeds;
using Alerts.Feeds.Fetching;

namespace Alerts.Pipeline.Polling.Hubs;

/// <summary>What a hub is to be asked for.</summary>
internal enum HubStep
{
    Nothing,

    /// <summary>Also to renew, and to ask again.</summary>
    Subscribe,

    Unsubscribe,

    /// <summary>The hub cannot be brought to confirm the end; the callback's address dies with the row's part.</summary>
    Forget,
}

/// <summary>A feed's subscription through its life (W3C WebSub, 2018). Pure.</summary>
internal static class HubRule
{
    /// <summary>Hubs that grant less are asked the oftener.</summary>
    public static readonly TimeSpan LeaseAsked = TimeSpan.FromDays(10);

    /// <summary>How long after our request a hub may come to verify.</summary>
    public static readonly TimeSpan VerifyWithin = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(30);
    private static readonly TimeSpan LeastBetween = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterDenial = TimeSpan.FromDays(7);
    private static readonly TimeSpan TrustAfterPush = TimeSpan.FromDays(7);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private const int MostLeavings = 3;
    private const int LongestUrl = 2000;

    /// <summary>The hub that an answer offers: in its Link fields, else in the document (section 4). Null without a hub or without the feed's own name.</summary>
    public static HubOffer? OfferOf(Fetched fetched, FeedDocument document)
    {
        var hub = LinkField.Find(fetched.Link, "hub", fetched.FinalUrl)?.AbsoluteUri ?? Web(document.Hub);
        var self = LinkField.Find(fetched.Link, "self", fetched.FinalUrl)?.AbsoluteUri ?? Web(document.Self);
        return hub is not null && self is not null ? new(hub, self) : null;
    }

    /// <summary>The hub that is to be asked next: the one we are with, else the one offered; empty without either.</summary>
    public static string HubOf(Feed feed) => feed.Push?.Hub ?? feed.Offer?.Hub ?? "";

    public static HubStep StepFor(Feed feed, bool reachable)
    {
        var wanted = Wanted(feed, reachable);
        return feed.Push switch
        {
            null => wanted ? HubStep.Subscribe : HubStep.Nothing,
            { } push when wanted && IsOffered(feed, push) => HubStep.Subscribe,
            { LeaseUntil: null } => HubStep.Forget,
            { State: HubState.Leaving, Attempts: >= MostLeavings } => HubStep.Forget,
            _ => HubStep.Unsubscribe,
        };
    }

    /// <summary>Sets the hub's turn where a poll has changed what is wanted of it.</summary>
    public static Feed AfterPoll(Feed feed, DateTimeOffset now, bool reachable)
    {
        var wanted = Wanted(feed, reachable);
        var turn = feed.Push is { } push
            ? push.State != HubState.Leaving && !(wanted && IsOffered(feed, push))
            : wanted;
        return turn && !(feed.HubDue <= now) ? feed with { HubDue = now, HubQueued = null } : feed;
    }

    /// <summary>The row before the hub is asked: it may come to verify before it has answered.</summary>
    /// <param name="token">For a subscription that is new; likewise <paramref name="secret"/>.</param>
    public static Feed Asking(Feed feed, HubStep step, DateTimeOffset now, string token, string secret)
    {
        var push = feed.Push;
        if (step == HubStep.Subscribe)
        {
            push ??= feed.Offer is { } offer ? new(offer.Hub, offer.Topic, token, secret) : null;
            push = push is null ? null : push with { State = push.Holds(now) ? HubState.Verified : HubState.Asked };
        }
        else
        {
            push = push is null ? null : push with { State = HubState.Leaving, Attempts = push.State == HubState.Leaving ? push.Attempts : 0 };
        }

        return push is null
            ? feed with { HubDue = null, HubQueued = null }
            : feed with
            {
                Push = push with { AskedAt = now, Attempts = push.Attempts + 1 },
                HubDue = now + (step == HubStep.Subscribe ? Wait(push.Attempts) : VerifyWithin),
                HubQueued = null,
            };
    }

    /// <summary>The subscription is over; where a hub is wanted still (another one, say), it has its turn.</summary>
    public static Feed Ended(Feed feed, DateTimeOffset now, bool reachable) =>
        feed with { Push = null, HubDue = Wanted(feed, reachable) ? now : null, HubQueued = null };

    /// <summary>The hub did not take our request. Null where it has verified all the same, or something newer was asked.</summary>
    public static Feed? Declined(Feed feed, DateTimeOffset asked, FetchResult answer, DateTimeOffset now)
    {
        if (feed.Push is not { } push || push.AskedAt != asked || push.Attempts == 0)
            return null;
        var (wait, reason) = answer switch
        {
            Throttled later => (Longer(Wait(push.Attempts - 1), later.RetryAfter), $"The hub asks us to come later ({later.Status})."),
            Failed { Status: >= 400 and < 500 } failed => (Day, failed.Reason),
            Failed { IsPermanent: true } failed => (Day, failed.Reason),
            Failed failed => (Wait(push.Attempts - 1), failed.Reason),
            _ => (Wait(push.Attempts - 1), "The hub gave an answer that is none."),
        };
        return feed with { Push = push with { LastError = reason }, HubDue = now + wait };
    }

    /// <summary>The hub asks whether we want what it was asked for (section 5.3). Null where we do not.</summary>
    /// <param name="lease">As the hub says; null where it does not.</param>
    public static Feed? Verified(Feed feed, string mode, string topic, TimeSpan? lease, DateTimeOffset now, bool reachable)
    {
        if (feed.Push is not { } push || push.Topic != topic || !(now - push.AskedAt <= VerifyWithin))
            return null;
        if (mode == "unsubscribe")
            return push.State == HubState.Leaving ? Ended(feed, now, reachable) : null;
        if (mode != "subscribe" || push.State is not (HubState.Asked or HubState.Verified))
            return null;
        var granted = Shorter(lease ?? Day, LongestLease);
        return feed with
        {
            Push = push with { State = HubState.Verified, LeaseUntil = now + granted, Attempts = 0, LastError = null },
            HubDue = now + Longer(0.8 * granted, LeastBetween),
            HubQueued = null,
        };
    }

    /// <summary>The hub denies the subscription, or ends it (section 5.2). Null where there is none of that topic.</summary>
    public static Feed? Denied(Feed feed, string topic, string reason, DateTimeOffset now) =>
        feed.Push is { } push && push.Topic == topic && push.State != HubState.Leaving
            ? feed with
            {
                Push = push with { State = HubState.Denied, LeaseUntil = null, LastError = reason.Length > 0 ? $"The hub denies it: {reason}" : "The hub denies it." },
                HubDue = now + AfterDenial,
            }
            : null;

    /// <summary>What a delivery makes of the row. One that brings nothing new proves nothing: it may be an old one, sent again.</summary>
    public static Feed Delivered(Feed feed, NewArticles taken, DateTimeOffset now) => feed with
    {
        Seen = feed.Seen.With(taken.Entries),
        LinksRepeat = taken.LinksRepeat,
        LastArticle = taken.New.Count > 0 ? now : feed.LastArticle,
        History = taken.New.Count > 0 ? feed.History.With(taken.New.Select(entry => entry.Article.AsOf), feed.LastSuccess, now) : feed.History,
        Push = feed.Push is { } push && taken.New.Count > 0 ? push with { LastPush = now, Missed = false } : feed.Push,
    };

    /// <summary>A poll that finds what was out for a while shows that the hub does not deliver everything.</summary>
    public static HubSubscription? AfterLook(HubSubscription? push, NewArticles taken, DateTimeOffset now) =>
        push is not null && push.Holds(now) && taken.New.Any(entry => entry.Article.Published is not { } at || now - at >= LeastBetween)
            ? push with { Missed = true }
            : push;

    /// <summary>Whether polls may be rare: the lease runs, deliveries do come, and polls find nothing that did not.</summary>
    public static bool IsTrusted(HubSubscription? push, DateTimeOffset now) =>
        push is { Missed: false, LastPush: { } last } && push.Holds(now) && now - last < TrustAfterPush;

    private static bool Wanted(Feed feed, bool reachable) => reachable && feed is { State: FeedState.Active, Offer: not null };

    private static bool IsOffered(Feed feed, HubSubscription push) => feed.Offer == new HubOffer(push.Hub, push.Topic);

    /// <summary>An hour, doubled with each attempt, up to a day.</summary>
    private static TimeSpan Wait(int attempts) => Shorter(VerifyWithin * Math.Pow(2, Math.Min(attempts, 10)), Day);

    private static TimeSpan Longer(TimeSpan a, TimeSpan? b) => b > a ? b.Value : a;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static string? Web(string? url) =>
        url is { Length: <= LongestUrl } && Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? url
            : null;
}
