namespace Alerts.Feeds.Scheduling;

/// <summary>The bounds within which polls are planned.</summary>
public sealed record PollLimits
{
    /// <summary>The shortest time between two polls.</summary>
    public TimeSpan Minimum { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest time between two polls of a feed that answers; holds over ttl and freshness, not over Retry-After, skipHours and skipDays.</summary>
    public TimeSpan Maximum { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The shortest time between two polls of a feed that a hub delivers; never holds a poll back beyond <see cref="Maximum"/>.</summary>
    public TimeSpan Pushed { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// What one poll is worth, for a feed with one entry an hour: the sum, over the entries expected to be out by then, of
    /// the time that each has waited. Four times the patience halves the polls and doubles the delay.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);
}
