namespace Alerts.Pipeline.Subscriptions;

/// <summary>Whether an address gets mail.</summary>
public enum SubscriberState
{
    /// <summary>Somebody typed the address; nobody has shown that it is theirs.</summary>
    Unconfirmed,
    Active,

    /// <summary>Bounced or complained: no mail until it is confirmed anew.</summary>
    Suspended,

    /// <summary>Left; kept without subscriptions until purged.</summary>
    Left,
}

/// <summary>An address.</summary>
/// <param name="Id">Hash of <paramref name="Address"/>.</param>
/// <param name="Address">Normalised.</param>
/// <param name="Wishes">Asked for and not confirmed yet.</param>
/// <param name="Zone">IANA time zone; null means UTC.</param>
public sealed record Subscriber(
    string Id,
    string Address,
    SubscriberState State,
    IReadOnlyList<Wish> Wishes,
    DateTimeOffset Created,
    DateTimeOffset? Confirmed = null,
    string? Zone = null);
