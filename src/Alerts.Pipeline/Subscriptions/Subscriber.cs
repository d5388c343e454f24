namespace Alerts.Pipeline.Subscriptions;

/// <summary>Whether an address gets mail.</summary>
public enum SubscriberState
{
    /// <summary>Somebody typed the address; nobody has shown that it is theirs.</summary>
    Unconfirmed,
    Active,

    /// <summary>Bounced or complained: no mail until it is confirmed anew.</summary>
    Suspended,

    /// <summary>Left; kept without subscriptions for a while, should they think better of it.</summary>
    Left,
}

/// <summary>An address.</summary>
/// <param name="Id"><see cref="AddressHash"/> of <paramref name="Address"/>.</param>
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
    string? Zone = null)
{
    public Preferences Preferences { get; init; } = Preferences.Default;

    /// <summary>When <see cref="Wishes"/> were last asked for; null where nothing waits to be confirmed.</summary>
    public DateTimeOffset? Asked { get; init; }

    /// <summary>When the last subscription ended; null where there are some or never were.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>Links to the subscriber's own page that were made before are dead.</summary>
    public DateTimeOffset? LinksSince { get; init; }

    /// <summary>The subscriber that this address takes the place of once it is confirmed; null for none.</summary>
    public string? MovesFrom { get; init; }

    /// <summary>Addresses that this one took the place of, the latest first; a handful, and a day long.</summary>
    public IReadOnlyList<FormerAddress> Formerly { get; init; } = [];

    /// <summary>What was agreed to, and when; the proof of consent.</summary>
    public IReadOnlyList<Consent> Consents { get; init; } = [];
}

/// <summary>An address that another took the place of.</summary>
/// <param name="Id">Of its subscriber, who is no more.</param>
/// <param name="Moved">When.</param>
public sealed record FormerAddress(string Id, DateTimeOffset Moved);

/// <summary>A confirmation: the words on the button's page and what they stood over.</summary>
public sealed record Consent(DateTimeOffset At, string Wording, string Page, IReadOnlyList<Watch> Watches);

/// <summary>How an address wants its mail; hours are local to the subscriber's zone.</summary>
/// <param name="Paused">No mail, until it is switched off; nothing is kept for later.</param>
/// <param name="DigestHour">0 to 23.</param>
/// <param name="QuietFrom">First quiet hour, 0 to 23; null for no quiet hours.</param>
/// <param name="QuietTo">First hour that is no longer quiet; may lie before <paramref name="QuietFrom"/>: over midnight.</param>
public sealed record Preferences(bool Paused = false, int DigestHour = 7, int? QuietFrom = null, int? QuietTo = null)
{
    public static Preferences Default { get; } = new();
}
