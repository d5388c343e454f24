namespace Alerts.Feeds.Scheduling;

/// <summary>How many entries a feed is expected to bring, minute by minute, judged from its history.</summary>
internal sealed class ArrivalForecast
{
    // A tenth of an entry in a third of a day: a feed without history is taken for one with two entries a week.
    private const double PriorCount = 0.1;
    private const double PriorDays = 1.0 / 3;

    // Weights of evenness, in arrivals: how many it takes until a profile is believed. These and the constants below were
    // chosen by the simulation of Alerts.Evaluation (schedule), over four seeds; none of them is sharp.
    private const double HourPrior = 6;
    private const double DayPrior = 3;
    private const double SlotPrior = 4;

    // The part of the rate that is spread evenly, so that no hour is ever given up.
    private const double Even = 0.15;

    // News comes in bursts: how many more entries each arrival lets expect within the burst time. Learnt for each feed from
    // its latest arrivals; until then the prior holds, with the weight of so many arrivals.
    private const double BurstPrior = 0.1;
    private const double BurstPriorWeight = 4;
    private const double MaxBurst = 0.7;
    private static readonly TimeSpan BurstTime = TimeSpan.FromMinutes(15);

    // Entries that come at one stroke are one arrival.
    private static readonly TimeSpan OneStroke = TimeSpan.FromMinutes(2);

    private readonly double perMinute;
    private readonly double[] hours;
    private readonly double[] days;
    private readonly double[] slots;
    private readonly List<DateTimeOffset> recent = [];
    private readonly double burst;

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
        foreach (var time in history.Recent)
        {
            if (recent.Count == 0 || time - recent[^1] > OneStroke)
                recent.Add(time);
        }
        burst = Burst(recent, perMinute);
    }

    /// <summary>Expected entries an hour over the long run, bursts left out.</summary>
    internal double PerHour => perMinute * 60;

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
            rate += burst / BurstTime.TotalMinutes * Math.Exp(-Math.Max(age, 0));
        }
        return rate;
    }

    /// <summary>The share of arrivals that followed the one before more closely than chance would have it.</summary>
    private static double Burst(List<DateTimeOffset> arrivals, double perMinute)
    {
        var gaps = arrivals.Count - 1;
        if (gaps < 1)
            return BurstPrior;
        var close = 0;
        for (var i = 1; i < arrivals.Count; i++)
        {
            if (arrivals[i] - arrivals[i - 1] < 2 * BurstTime)
                close++;
        }
        var byChance = 1 - Math.Exp(-perMinute * 2 * BurstTime.TotalMinutes);
        // Where even chance brings the next one at once, there is no burst to see.
        var excess = byChance > 0.99 ? 0 : Math.Clamp((((double)close / gaps) - byChance) / (1 - byChance), 0, MaxBurst);
        return ((BurstPrior * BurstPriorWeight) + (excess * gaps)) / (BurstPriorWeight + gaps);
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
