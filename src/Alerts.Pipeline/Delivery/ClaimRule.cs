namespace Alerts.Pipeline.Delivery;

/// <summary>
/// What a claim allows. Until its lease ends nobody else sends; so whoever holds it hands nothing over that could still be under way then. Pure.
/// </summary>
internal static class ClaimRule
{
    /// <summary>The longest call of a provider takes a third of a lease at most.</summary>
    public const int CallsALease = 3;

    /// <summary>The end of a lease that no call reaches into: marking what was sent falls into it, and clocks of instances that differ.</summary>
    public static TimeSpan Reserve(TimeSpan lease) => lease / 10;

    /// <summary>Whether a claim lasts long enough for a call to begin and to end: at least half of a lease is left.</summary>
    public static bool Suffices(Delivery claimed, TimeSpan lease, DateTimeOffset now) => claimed.LeaseEnds - now > lease / 2;

    /// <summary>By when what is claimed together must have been sent.</summary>
    public static DateTimeOffset Until(IEnumerable<Delivery> claimed, TimeSpan lease) =>
        claimed.Min(delivery => delivery.LeaseEnds) is { } ends ? ends - Reserve(lease) : DateTimeOffset.MinValue;
}
