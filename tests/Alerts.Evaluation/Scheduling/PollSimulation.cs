using Alerts.Feeds.Scheduling;

namespace Alerts.Evaluation.Scheduling;

/// <summary>Polls one feed through a stretch of simulated time and counts what it cost and what it brought.</summary>
internal static class PollSimulation
{
    /// <summary>By the rule, learning from the first poll on.</summary>
    /// <param name="published">When articles come, ascending; those before <paramref name="start"/> are in the feed at the first poll.</param>
    internal static FeedOutcome ByRule(IReadOnlyList<DateTimeOffset> published, DateTimeOffset start, DateTimeOffset end, PollLimits limits, Random random)
    {
        var history = ArrivalHistory.Empty;
        DateTimeOffset? previous = null;
        return Run(published, start.AddMinutes(random.NextDouble() * 60), start, end, (now, arrivals) =>
        {
            history = ArrivalHistory.Parse(history.With(arrivals, previous, now).ToString());
            previous = now;
            return PollSchedule.Next(new PollFacts(now, history) { Jitter = random.NextDouble() }, limits).At;
        });
    }

    /// <summary>Every so many minutes.</summary>
    internal static FeedOutcome ByInterval(IReadOnlyList<DateTimeOffset> published, DateTimeOffset start, DateTimeOffset end, TimeSpan interval, Random random) =>
        Run(published, start + (random.NextDouble() * interval), start, end, (now, _) => now + interval);

    private static FeedOutcome Run(
        IReadOnlyList<DateTimeOffset> published,
        DateTimeOffset first,
        DateTimeOffset start,
        DateTimeOffset end,
        Func<DateTimeOffset, List<DateTimeOffset>, DateTimeOffset> next)
    {
        // A feed shows its latest entries, not its whole past.
        const int Shown = 20;
        var delays = new List<double>();
        var seen = 0;
        var polls = 0;
        for (var now = first; now < end; polls++)
        {
            var arrivals = new List<DateTimeOffset>();
            while (seen < published.Count && published[seen] <= now)
            {
                if (published[seen] >= start)
                    delays.Add((now - published[seen]).TotalMinutes);
                arrivals.Add(published[seen++]);
            }
            now = next(now, polls == 0 ? [.. arrivals.TakeLast(Shown)] : arrivals);
        }
        return new FeedOutcome(polls / (end - start).TotalDays, delays);
    }
}

/// <param name="PollsPerDay">The cost.</param>
/// <param name="Delays">For each article the minutes from its publication to the poll that brought it.</param>
internal sealed record FeedOutcome(double PollsPerDay, IReadOnlyList<double> Delays);
