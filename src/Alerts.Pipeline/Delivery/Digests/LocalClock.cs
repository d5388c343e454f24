namespace Alerts.Pipeline.Delivery.Digests;

/// <summary>What a clock on the wall of a zone shows, found by reading that clock forward alone, so that no rule of any zone has to be known. Pure.</summary>
internal static class LocalClock
{
    /// <summary>All zones in force are whole quarter hours from UTC, and change on one.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    // No zone is further from UTC, either way.
    private static readonly TimeSpan Furthest = TimeSpan.FromHours(15);

    /// <summary>The zone by its IANA id; UTC where it is null or unknown on this machine.</summary>
    public static TimeZoneInfo Zone(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    public static DateTime At(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    public static DateOnly Day(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(At(instant, zone));

    /// <summary>When the clock first shows a whole hour of a day, or, where it skips that hour, anything after it. An hour that comes twice is its first.</summary>
    public static DateTimeOffset First(DateOnly day, int hour, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(new TimeOnly(hour, 0));
        var instant = new DateTimeOffset(local, TimeSpan.Zero) - Furthest;
        while (At(instant, zone) < local)
            instant += Step;
        return instant;
    }
}
