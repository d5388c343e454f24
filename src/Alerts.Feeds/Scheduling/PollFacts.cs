namespace Alerts.Feeds.Scheduling;

/// <summary>What is known about a feed when the next poll is planned, just after one has ended.</summary>
/// <param name="Now">When the poll ended.</param>
/// <param name="History">When the feed has brought something, this poll included.</param>
public sealed record PollFacts(DateTimeOffset Now, ArrivalHistory History)
{
    /// <summary>How many polls in a row have failed, this one included; 0 after a 200 or 304.</summary>
    public int FailuresInARow { get; init; }

    /// <summary>How long the publisher asked us to wait (429, 503); null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For how long the answer is fresh by Cache-Control or Expires; null when it does not say.</summary>
    public TimeSpan? FreshFor { get; init; }

    /// <summary>The feed's ttl; null when it has none.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The hours of the day, 0 to 23 in UTC, in which the publisher wants no poll.</summary>
    public IReadOnlyCollection<int> SkipHours { get; init; } = [];

    /// <summary>The days of the week, in UTC, on which the publisher wants no poll.</summary>
    public IReadOnlyCollection<DayOfWeek> SkipDays { get; init; } = [];

    /// <summary>Whether a hub delivers what the feed brings, so that polls are but the safety net.</summary>
    public bool IsPushed { get; init; }

    /// <summary>A random number from 0 (inclusive) to 1 (exclusive) that keeps feeds from marching in step.</summary>
    public double Jitter { get; init; }
}
