namespace Alerts.Feeds.Scheduling;

/// <summary>skipHours and skipDays of RSS 2.0, both in UTC.</summary>
internal static class SkippedTime
{
    /// <summary>The time itself when it is open, otherwise the start of the next open hour. When no hour of the week is open, the time itself.</summary>
    internal static DateTimeOffset FirstOpen(DateTimeOffset time, IReadOnlyCollection<int> skipHours, IReadOnlyCollection<DayOfWeek> skipDays)
    {
        if (skipHours.Count == 0 && skipDays.Count == 0)
            return time;
        var candidate = time.ToUniversalTime();
        for (var hours = 0; hours <= 7 * 24; hours++)
        {
            // RSS 0.91 counted hours from 1 to 24.
            var isSkipped = skipDays.Contains(candidate.DayOfWeek) || skipHours.Contains(candidate.Hour)
                || (candidate.Hour == 0 && skipHours.Contains(24));
            if (!isSkipped)
                return hours == 0 ? time : candidate;
            candidate = new DateTimeOffset(candidate.Year, candidate.Month, candidate.Day, candidate.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        }
        return time;
    }
}
