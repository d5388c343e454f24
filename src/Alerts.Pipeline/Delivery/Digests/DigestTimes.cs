using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Delivery.Digests;

/// <summary>When a subscriber's digests are due, and when the quiet hours end. Pure.</summary>
/// <remarks>
/// A digest goes out at the subscriber's local hour. An hour that summer time skips goes out when the clock goes on, one that comes
/// twice goes out the first time. It is the time of the last digest that counts and no tick: a digest that an outage held back is
/// due at once, and the next follows at its own time.
/// </remarks>
internal static class DigestTimes
{
    /// <summary>When something that is booked now goes out: the first digest hour after <paramref name="now"/> that is a day, or a week, after the last digest's.</summary>
    /// <param name="now">Always before what is returned: nothing can join a digest that is due already.</param>
    /// <param name="last">When the last digest of this pace was due; null where there was none.</param>
    /// <param name="pace">Weekly; all else is daily.</param>
    /// <param name="preferences">The hour; one that is quiet waits until the quiet hours end.</param>
    /// <param name="zone">The subscriber's.</param>
    public static DateTimeOffset Next(DateTimeOffset now, DateTimeOffset? last, MailTime pace, Preferences preferences, TimeZoneInfo zone)
    {
        var day = LatestDay(now, preferences.DigestHour, zone).AddDays(1);
        if (last is { } before && LatestDay(before, preferences.DigestHour, zone).AddDays(pace == MailTime.Weekly ? 7 : 1) is var due && due > day)
            day = due;
        var at = LocalClock.First(day, preferences.DigestHour, zone);
        return QuietUntil(at, preferences, zone) ?? at;
    }

    /// <returns>When the quiet hours that <paramref name="now"/> lies in end; null where it lies in none.</returns>
    public static DateTimeOffset? QuietUntil(DateTimeOffset now, Preferences preferences, TimeZoneInfo zone)
    {
        if (preferences is not { QuietFrom: { } from, QuietTo: { } to } || !IsQuiet(now, from, to, zone))
            return null;
        var instant = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % LocalClock.Step.Ticks), TimeSpan.Zero);
        do
            instant += LocalClock.Step;
        while (IsQuiet(instant, from, to, zone));
        return instant;
    }

    /// <summary>The day of the last digest hour up to an instant.</summary>
    private static DateOnly LatestDay(DateTimeOffset instant, int hour, TimeZoneInfo zone)
    {
        // A skipped hour may go out on the next day; and a zone may skip a day.
        var day = LocalClock.Day(instant, zone);
        while (LocalClock.First(day, hour, zone) > instant)
            day = day.AddDays(-1);
        return day;
    }

    private static bool IsQuiet(DateTimeOffset instant, int from, int to, TimeZoneInfo zone)
    {
        var hour = LocalClock.At(instant, zone).Hour;
        return from <= to ? from <= hour && hour < to : from <= hour || hour < to;
    }
}
