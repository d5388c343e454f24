using System.Globalization;

namespace Alerts.Feeds.Scheduling;

/// <summary>The rule when to ask a publisher again.</summary>
public static class PollSchedule
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Feeds show as few as ten entries; what has rolled out of them is lost.
    private const double MostAtOnce = 8;

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Plans the next poll, between two minutes and a day ahead by the default limits.
    /// A feed that answers is polled when the entries that its history lets expect have together waited for its patience,
    /// but not sooner than its ttl and freshness allow. The same patience p for all would make the mean delay of all
    /// articles least for a given number of polls (at an even rate r it gives the interval √(2p/r), the square-root rule of
    /// crawl scheduling), yet leave the readers of quiet feeds waiting; so p grows with the root of the rate, and a feed
    /// with sixteen times the entries is polled twice as often. Retry-After holds for up to a day. Failures double the wait, from two and
    /// a half times the minimum up to a day. A feed that a hub delivers is polled no oftener than once an hour. skipHours and
    /// skipDays move the poll to their end, even beyond a day; when they leave no hour open they are ignored.
    /// </summary>
    public static PollPlan Next(PollFacts facts, PollLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        limits ??= new PollLimits();
        var (wait, why) = Wait(facts, limits);
        var at = facts.Now + wait;
        var open = SkippedTime.FirstOpen(at, facts.SkipHours, facts.SkipDays);
        if (open == at)
            return new PollPlan(at, why);
        // Everyone who keeps skipHours would come in the same second.
        open += facts.Jitter * TimeSpan.FromMinutes(5);
        return new PollPlan(open, "the publisher wants no poll before (skipHours or skipDays)");
    }

    /// <summary>The time itself, or the end of the skipHours and skipDays that it lies in: a poll may come late.</summary>
    public static DateTimeOffset FirstOpen(DateTimeOffset time, IReadOnlyCollection<int> skipHours, IReadOnlyCollection<DayOfWeek> skipDays) => SkippedTime.FirstOpen(time, skipHours, skipDays);

    private static (TimeSpan Wait, string Why) Wait(PollFacts facts, PollLimits limits)
    {
        if (facts.RetryAfter is { } asked)
        {
            // Who keeps saying "in a second" is as hard up as who says nothing.
            var wait = Min(Max(Max(asked, limits.Minimum), Backoff(facts.FailuresInARow - 1, facts.Jitter, limits)), Day);
            return (Min(wait * (1 + (0.1 * facts.Jitter)), Day), $"the publisher asked to wait {Text(asked)} (Retry-After)");
        }
        if (facts.FailuresInARow > 0)
        {
            return (
                Backoff(facts.FailuresInARow, facts.Jitter, limits),
                facts.FailuresInARow == 1 ? "the last poll failed" : $"the last {facts.FailuresInARow} polls failed");
        }

        var habit = Habit(facts, limits);
        // More than any limit would overflow when the jitter is added.
        var hint = Min(Max(facts.TimeToLive ?? TimeSpan.Zero, facts.FreshFor ?? TimeSpan.Zero), TimeSpan.FromDays(366));
        var source = facts.TimeToLive >= hint ? "ttl" : "Cache-Control or Expires";
        var (least, reason) = hint > habit
            ? (hint * (1 + (0.05 * facts.Jitter)), $"the publisher asks for {Text(hint)} between polls ({source})")
            : (habit, $"by its habit something new is worth a look after {Text(habit)}");
        if (facts.IsPushed && limits.Pushed > least)
            (least, reason) = (limits.Pushed * (1 + (0.05 * facts.Jitter)), "its hub delivers what is new, so this poll is the safety net");
        return (Clamp(least, limits), reason);
    }

    /// <summary>From two and a half times the minimum, doubled by each further failure, to a day; a fifth more or less by the jitter.</summary>
    private static TimeSpan Backoff(int failures, double jitter, PollLimits limits)
    {
        if (failures <= 0)
            return TimeSpan.Zero;
        var seconds = limits.Minimum.TotalSeconds * 2.5 * Math.Pow(2, Math.Min(failures - 1, 30)) * (0.8 + (0.4 * jitter));
        return TimeSpan.FromSeconds(Math.Min(seconds, Day.TotalSeconds));
    }

    /// <summary>The time until the expected entries have together waited for the patience; a little more or less by the jitter.</summary>
    private static TimeSpan Habit(PollFacts facts, PollLimits limits)
    {
        var forecast = new ArrivalForecast(facts.History, facts.Now);
        var patience = limits.Patience.TotalMinutes * Math.Sqrt(forecast.PerHour) * (0.9 + (0.2 * facts.Jitter));
        var expected = 0.0;
        var waited = 0.0;
        var wait = TimeSpan.Zero;
        while (wait < limits.Maximum)
        {
            var rate = forecast.RateAt(facts.Now + wait);
            var next = waited + expected + (rate / 2);
            if (next >= patience)
                return Max(wait + (Step * ((patience - waited) / (next - waited))), limits.Minimum);
            if (expected + rate >= MostAtOnce)
                return Max(wait + (Step * ((MostAtOnce - expected) / rate)), limits.Minimum);
            waited = next;
            expected += rate;
            wait += Step;
        }
        return limits.Maximum;
    }

    private static TimeSpan Clamp(TimeSpan wait, PollLimits limits) => Min(Max(wait, limits.Minimum), Max(limits.Maximum, limits.Minimum));

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static string Text(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} seconds")
        : time < TimeSpan.FromHours(3)
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} minutes")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} hours");
}
