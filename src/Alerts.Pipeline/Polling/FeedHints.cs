namespace Alerts.Pipeline.Polling;

/// <summary>What a feed's document says of when it wants to be polled.</summary>
/// <param name="TimeToLive">Null where it has none.</param>
public sealed record FeedHints(TimeSpan? TimeToLive, IReadOnlyList<int> SkipHours, IReadOnlyList<DayOfWeek> SkipDays)
{
    public static FeedHints None { get; } = new(null, [], []);
}
