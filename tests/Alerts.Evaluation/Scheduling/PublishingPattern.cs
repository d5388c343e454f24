namespace Alerts.Evaluation.Scheduling;

/// <summary>A way in which publishers publish, drawn from a seeded source so that every run sees the same articles.</summary>
/// <param name="Name">One word, as in the figures.</param>
/// <param name="Feeds">How many feeds of the kind the simulation has.</param>
/// <param name="Draw">The times of publication from the start of the given weeks to their end, in any order.</param>
internal sealed record PublishingPattern(string Name, int Feeds, Func<Random, DateTimeOffset, int, IEnumerable<DateTimeOffset>> Draw)
{
    /// <summary>The patterns, with a mix of feeds as a news reader's list has it: few busy ones, many quiet ones.</summary>
    internal static IReadOnlyList<PublishingPattern> All { get; } =
    [
        new("wire", 3, static (random, start, weeks) => Thinned(random, start, weeks, 20, time => 0.35 + (0.65 * Daytime(time)))),
        new("newsroom", 6, static (random, start, weeks) =>
        {
            var zone = random.Next(-6, 4);
            return Thinned(random, start, weeks, 4, time => Office(time.AddHours(zone)) ? 1 : 0.04);
        }),
        new("breaking", 6, Breaking),
        new("ministry", 8, static (random, start, weeks) =>
        {
            var zone = random.Next(-6, 4);
            // Releases go out on the hour and the half hour, and a little late.
            return Thinned(random, start, weeks, 0.5, time => Office(time.AddHours(zone)) ? 1 : 0.01)
                .Select(time => new DateTimeOffset(time.Year, time.Month, time.Day, time.Hour, time.Minute < 30 ? 0 : 30, random.Next(180) / 3, TimeSpan.Zero).AddMinutes(random.Next(3)));
        }),
        new("bot", 4, static (random, start, weeks) =>
        {
            var minute = random.Next(60);
            return Enumerable.Range(0, weeks * 7 * 24).Select(hour => start.AddHours(hour).AddMinutes(minute).AddSeconds(random.Next(150)));
        }),
        new("digest", 5, static (random, start, weeks) =>
        {
            var hour = random.Next(4, 18);
            // Six entries at one stroke.
            return Enumerable.Range(0, weeks * 7).SelectMany(day => Enumerable.Repeat(start.AddDays(day).AddHours(hour).AddMinutes(random.Next(25)), 6));
        }),
        new("weekly", 10, static (random, start, weeks) =>
        {
            var weekday = random.Next(7);
            return Enumerable.Range(0, weeks).Select(week => start.AddDays((7 * week) + weekday).AddHours(8 + (random.NextDouble() * 10)));
        }),
        new("blog", 10, static (random, start, weeks) => Thinned(random, start, weeks, 0.02, time => 0.1 + (0.9 * Daytime(time)))),
        new("sleeper", 4, static (random, start, weeks) =>
        {
            var wakes = start.AddDays((weeks * 7 / 2) + random.Next(7));
            return Thinned(random, start, weeks, 1.5, time => time < wakes ? 0 : 0.2 + (0.8 * Daytime(time)));
        }),
        new("dead", 14, static (_, _, _) => []),
    ];

    /// <summary>A thin stream, and every other day or so a story that brings dozens of reports within hours.</summary>
    private static IEnumerable<DateTimeOffset> Breaking(Random random, DateTimeOffset start, int weeks)
    {
        foreach (var time in Thinned(random, start, weeks, 0.4, Daytime))
            yield return time;
        foreach (var story in Thinned(random, start, weeks, 0.025, _ => 1))
        {
            var minutes = 0.0;
            var reports = random.Next(6, 30);
            for (var i = 0; i < reports; i++)
            {
                yield return story.AddMinutes(minutes);
                minutes += Exponential(random, 2 + (i * 0.8));
            }
        }
    }

    /// <summary>A Poisson stream of <paramref name="anHour"/> at the peak, thinned by <paramref name="shape"/> (0 to 1).</summary>
    private static IEnumerable<DateTimeOffset> Thinned(Random random, DateTimeOffset start, int weeks, double anHour, Func<DateTimeOffset, double> shape)
    {
        var end = start.AddDays(7 * weeks);
        for (var time = start.AddHours(Exponential(random, 1 / anHour)); time < end; time = time.AddHours(Exponential(random, 1 / anHour)))
        {
            if (random.NextDouble() < shape(time))
                yield return time;
        }
    }

    private static double Exponential(Random random, double mean) => -mean * Math.Log(1 - random.NextDouble());

    private static double Daytime(DateTimeOffset time) => Math.Max(0, Math.Sin((time.TimeOfDay.TotalHours - 6) / 24 * 2 * Math.PI) * 0.8 + 0.2);

    private static bool Office(DateTimeOffset time) => time.Hour is >= 8 and < 18 && time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
