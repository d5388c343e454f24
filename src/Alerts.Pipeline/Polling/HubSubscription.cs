namespace Alerts.Pipeline.Polling;

/// <summary>The hub that a feed offers, and the name the feed has there (its links rel=hub and rel=self). Both absolute http(s) URLs.</summary>
public sealed record HubOffer(string Hub, string Topic);

/// <summary>How far a subscription at a hub has come.</summary>
public enum HubState
{
    /// <summary>Asked for; the hub has not yet come to verify it.</summary>
    Asked,

    /// <summary>The hub has verified it; it holds while the lease runs.</summary>
    Verified,

    /// <summary>The hub has denied it.</summary>
    Denied,

    /// <summary>To be ended; the hub has not yet come to verify that.</summary>
    Leaving,
}

/// <summary>A subscription at a hub (W3C WebSub, 2018). Its token and its secret are shown nowhere.</summary>
/// <param name="Token">Makes the callback's address one that nobody can guess.</param>
/// <param name="Secret">Known to us and the hub, which signs with it what it delivers.</param>
public sealed record HubSubscription(string Hub, string Topic, string Token, string Secret)
{
    public HubState State { get; init; }

    /// <summary>When the hub was last asked.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Requests in a row that came to nothing.</summary>
    public int Attempts { get; init; }

    /// <summary>Until when the hub delivers; null until it has verified.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>The latest delivery that was rightly signed.</summary>
    public DateTimeOffset? LastPush { get; init; }

    /// <summary>A poll has found what the hub did not deliver, and no delivery came since.</summary>
    public bool Missed { get; init; }

    /// <summary>One sentence; null while all is well.</summary>
    public string? LastError { get; init; }

    /// <summary>Whether it holds at <paramref name="now"/>.</summary>
    public bool Holds(DateTimeOffset now) => State == HubState.Verified && LeaseUntil > now;
}
