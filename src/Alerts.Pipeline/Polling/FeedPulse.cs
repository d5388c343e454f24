namespace Alerts.Pipeline.Polling;

/// <summary>The feeds that are polled, as a whole.</summary>
/// <param name="LastSuccess">The latest of any feed; null where no poll has succeeded.</param>
/// <param name="FirstDue">When the first of them is or was due; null where there are none.</param>
internal sealed record FeedPulse(int Active, int Failing, DateTimeOffset? LastSuccess, DateTimeOffset? FirstDue)
{
    public static FeedPulse None { get; } = new(0, 0, null, null);

    public FeedPulse With(DateTimeOffset? lastSuccess, DateTimeOffset? due, int failures) => new(
        Active + 1,
        Failing + (failures > 0 ? 1 : 0),
        LastSuccess is null || lastSuccess > LastSuccess ? lastSuccess ?? LastSuccess : LastSuccess,
        FirstDue is null || due < FirstDue ? due ?? FirstDue : FirstDue);
}
