using NCrontab;

namespace Alerts.Local.Runtime.Timers;

/// <summary>
/// A timer's times, by the rules of the host's timer extension. They are read in UTC, as a Function App reads them
/// unless told otherwise, so that a developer's clock makes no difference.
/// </summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule crontab;

    private TimerSchedule(CrontabSchedule crontab) => this.crontab = crontab;

    /// <param name="expression">Six fields: second minute hour day month weekday.</param>
    /// <param name="function">Whose it is, for the sentence.</param>
    /// <exception cref="StartupException">It cannot be read.</exception>
    internal static TimerSchedule Parse(string expression, string function) =>
        CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is { } crontab
            ? new TimerSchedule(crontab)
            : throw new StartupException($"The schedule \"{expression}\" of the function {function} cannot be read: give six fields (second minute hour day month weekday), such as \"0 */5 * * * *\".");

    internal DateTime NextAfter(DateTime moment) => DateTime.SpecifyKind(crontab.GetNextOccurrence(moment), DateTimeKind.Utc);

    /// <summary>The host remembers only timers that run at most once a minute; the others are never past due.</summary>
    internal bool IsMonitored(DateTime now)
    {
        var times = crontab.GetNextOccurrences(now, DateTime.MaxValue).Take(6).ToList();
        return times.Zip(times.Skip(1)).All(pair => pair.Second - pair.First >= TimeSpan.FromMinutes(1));
    }

    /// <summary>What to remember at a start, and whether a run was missed while nobody was here.</summary>
    /// <param name="known">What was remembered; null at the first start.</param>
    /// <param name="now">The time of the start.</param>
    internal (TimerRecord Record, bool IsPastDue) Resume(TimerRecord? known, DateTime now)
    {
        // A first start, or another schedule than the one remembered: there is nothing it could have missed.
        if (known is null || known.Next != NextAfter(known.Last ?? known.LastUpdated))
            return (new TimerRecord(known?.Last, NextAfter(now), now), false);

        return (known, now > known.Next);
    }

    /// <summary>What to remember after a run.</summary>
    /// <param name="planned">The time it was planned for; null for a run out of turn.</param>
    /// <param name="began">When it began.</param>
    internal TimerRecord AfterRun(DateTime? planned, DateTime began)
    {
        // A clock that fires a little early must not plan the same time twice.
        var counted = planned > began ? planned.Value : began;
        return new TimerRecord(counted, NextAfter(counted), counted);
    }
}
