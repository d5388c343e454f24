namespace Alerts.Feeds.Scheduling;

/// <summary>How many entries a feed is expected to bring, minute by minute, judged from its history.</summary>
internal sealed class ArrivalForecast
{
    // A prior of one third of an entry in a third of a day: a feed without history is taken for a daily one.
    private const double PriorCount = 1.0 / 3;
    private const double PriorDays = 1.0 / 3;

    // Weights of evenness, in arrivals: how many it takes until a profile is believed.
    private const double HourPrior = 6;
    private const double DayPrior = 4;
    private const double SlotPrior = 6;

    // The part of the rate that is spread evenly, so that no hour is ever given up.
    private const double Even = 0.25;

    // News comes in bursts: each arrival is expected to bring this many more, soon after.
    private const double Offspring = 0.35;
    private static readonly TimeSpan BurstTime = TimeSpan.FromMinutes(20);

    private readonly double perMinute;
    private readonly double[] hours;
    private readonly double[] days;
    private readonly double[] slots;
    private readonly IReadOnlyList<DateTimeOffset> recent;

    internal ArrivalForecast(ArrivalHistory history, DateTimeOffset now)
    {
        var fading = ArrivalHistory.Fading(now - history.AsOf);
        var count = 0.0;
        foreach (var day in history.DayCounts)
            count += day * fading;
        var halfLife = ArrivalHistory.HalfLife.TotalDays;
        var known = history.Since is { } since && now > since ? now - since : TimeSpan.Zero;
        // Days of observation, faded as the counts are.
        var exposure = halfLife / Math.Log(2) * (1 - ArrivalHistory.Fading(known));
        perMinute = (count + PriorCount) / (exposure + PriorDays) / (24 * 60);
        hours = Profile(history.HourCounts, fading, HourPrior);
        days = Profile(history.DayCounts, fading, DayPrior);
        slots = Profile(history.SlotCounts, fading, SlotPrior);
        recent = history.Recent;
    }

    /// <summary>Expected entries a minute at a moment.</summary>
    internal double RateAt(DateTimeOffset time)
    {
        time = time.ToUniversalTime();
        var shaped = hours[time.Hour] * days[(int)time.DayOfWeek] * slots[time.Minute / 5];
        return (perMinute * ((1 - Even) * shaped + Even)) + BurstAt(time);
    }

    private double BurstAt(DateTimeOffset time)
    {
        var rate = 0.0;
        for (var i = recent.Count - 1; i >= 0; i--)
        {
            var age = (time - recent[i]) / BurstTime;
            if (age > 12)
                break;
            rate += Offspring / BurstTime.TotalMinutes * Math.Exp(-Math.Max(age, 0));
        }
        return rate;
    }

    /// <summary>Counts as factors around one, drawn toward one by <paramref name="prior"/> evenly spread arrivals.</summary>
    private static double[] Profile(ReadOnlySpan<double> counts, double fading, double prior)
    {
        var total = prior;
        foreach (var count in counts)
            total += count * fading;
        var factors = new double[counts.Length];
        for (var i = 0; i < factors.Length; i++)
            factors[i] = ((counts[i] * fading) + (prior / counts.Length)) / total * counts.Length;
        return factors;
    }
}
