using Alerts.Feeds.Scheduling;

namespace Alerts.Tests.Feeds.Scheduling;

public class PollScheduleTests
{
    // A Monday.
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    // minutes between entries, entries known; the wait asked for in minutes
    [InlineData(1, 9000, 4, 8)]
    [InlineData(10, 2000, 5, 10)]
    [InlineData(60, 300, 10, 20)]
    [InlineData(24 * 60, 30, 20, 60)]
    [InlineData(7 * 24 * 60, 8, 30, 130)]
    public void A_feed_is_polled_as_its_habit_makes_worth_while(int minutesBetween, int entries, int least, int most) =>
        Assert.InRange(Wait(new PollFacts(Noon, Every(TimeSpan.FromMinutes(minutesBetween), entries))).TotalMinutes, least, most);

    [Theory]
    [InlineData(null, null, 60, "its hub delivers what is new, so this poll is the safety net")]
    [InlineData(180, null, 180, "the publisher asks for 3 hours between polls (ttl)")]
    [InlineData(null, 240, 240, "the publisher asked to wait 4 hours (Retry-After)")]
    public void A_feed_that_a_hub_delivers_is_polled_once_an_hour_unless_the_publisher_asks_for_less(int? ttl, int? retryAfter, int minutes, string why)
    {
        var now = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var busy = ArrivalHistory.Empty.With(Enumerable.Range(1, 200).Select(i => now.AddMinutes(-10 * i)), null, now);

        var plan = PollSchedule.Next(new PollFacts(now, busy)
        {
            IsPushed = true,
            TimeToLive = ttl is { } t ? TimeSpan.FromMinutes(t) : null,
            RetryAfter = retryAfter is { } r ? TimeSpan.FromMinutes(r) : null,
            FailuresInARow = retryAfter is null ? 0 : 1,
        });

        Assert.Equal((now.AddMinutes(minutes), why), (plan.At, plan.Why));
    }

    [Fact]
    public void A_hub_never_holds_a_poll_back_beyond_the_longest_time() =>
        Assert.Equal(
            TimeSpan.FromMinutes(30),
            PollSchedule.Next(new PollFacts(DateTimeOffset.UnixEpoch, ArrivalHistory.Empty) { IsPushed = true }, new PollLimits { Maximum = TimeSpan.FromMinutes(30) }).At - DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_flood_is_fetched_before_it_rolls_out_of_the_feed() =>
        Assert.InRange(Wait(new PollFacts(Noon, Every(TimeSpan.FromSeconds(10), 40_000))).TotalMinutes, 2, 2.5);

    [Fact]
    public void A_feed_of_which_nothing_is_known_is_polled_within_hours() =>
        Assert.InRange(Wait(new PollFacts(Noon, ArrivalHistory.Empty)).TotalHours, 0.25, 4);

    [Fact]
    public void A_feed_that_has_been_dead_for_a_year_is_still_polled_every_few_hours_and_at_least_once_a_day()
    {
        var history = ArrivalHistory.Empty.With([], null, Noon.AddDays(-365)).With([], Noon.AddDays(-1), Noon);

        Assert.InRange(Wait(new PollFacts(Noon, history)).TotalHours, 1, 24);
    }

    [Fact]
    public void A_burst_brings_the_next_poll_forward()
    {
        var quiet = Every(TimeSpan.FromHours(12), 60);
        var burst = quiet.With(Enumerable.Range(0, 8).Select(i => Noon.AddMinutes(-4 * i)), Noon.AddMinutes(-40), Noon);

        Assert.True(Wait(new PollFacts(Noon, burst)) < Wait(new PollFacts(Noon, quiet)) / 2.5);
    }

    [Fact]
    public void A_bursty_feed_that_has_been_quiet_for_weeks_does_not_starve()
    {
        var night = new DateTimeOffset(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);
        // Every burst so far came on a Wednesday morning, the last one a month ago.
        var bursts = Enumerable.Range(4, 4).SelectMany(week => Enumerable.Range(0, 10).Select(i => night.AddDays(2 - (7 * week)).AddHours(6).AddMinutes(5 * i)));

        var history = ArrivalHistory.Empty.With(bursts, null, night);

        Assert.InRange(Wait(new PollFacts(night, history)).TotalHours, 0, 3);
    }

    [Fact]
    public void Where_entries_come_in_office_hours_nights_and_Sundays_are_polled_less()
    {
        var history = ArrivalHistory.Empty.With(
            from day in Enumerable.Range(1, 40)
            let date = Noon.Date.AddDays(-day)
            where date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            from hour in Enumerable.Range(8, 10)
            select new DateTimeOffset(date.AddHours(hour).AddMinutes((day * 17 + hour * 29) % 60), TimeSpan.Zero),
            null,
            Noon);

        var atWork = Wait(new PollFacts(Noon, history));
        var atNight = Wait(new PollFacts(Noon.AddHours(10), history));
        var onSunday = Wait(new PollFacts(Noon.AddDays(6), history));

        Assert.True(atNight > 2 * atWork, $"{atNight} at night, {atWork} at work");
        Assert.True(onSunday > 2 * atWork, $"{onSunday} on Sunday, {atWork} at work");
    }

    [Fact]
    public void A_bot_on_the_hour_is_met_soon_after_the_hour()
    {
        var history = ArrivalHistory.Empty.With(Enumerable.Range(0, 300).Select(hour => Noon.AddMinutes(1).AddHours(-hour)), null, Noon.AddMinutes(2));
        var delays = new List<double>();
        var now = Noon.AddMinutes(2);
        while (now < Noon.AddHours(12))
        {
            var before = now;
            now = PollSchedule.Next(new PollFacts(now, history) { Jitter = 0.5 }).At;
            var arrival = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 1, 0, TimeSpan.Zero);
            if (arrival > before && arrival <= now)
            {
                delays.Add((now - arrival).TotalMinutes);
                history = history.With([arrival], before, now);
            }
            else
            {
                history = history.With([], before, now);
            }
        }

        Assert.InRange(delays.Average(), 0, 6);
    }

    [Theory]
    // ttl, freshness, wait asked for (minutes)
    [InlineData(60, null, 60, 63.1)]
    [InlineData(null, 45, 45, 47.3)]
    [InlineData(30, 90, 90, 94.6)]
    [InlineData(90, 30, 90, 94.6)]
    [InlineData(0, 0, 2, 20)]
    [InlineData(100_000, null, 1440, 1440)]
    [InlineData(null, 35_791_394, 1440, 1440)]
    public void What_the_publisher_says_is_kept_up_to_a_day(int? ttl, int? fresh, double least, double most)
    {
        foreach (var jitter in Jitters)
        {
            var facts = new PollFacts(Noon, Every(TimeSpan.FromHours(1), 100)) { TimeToLive = Minutes(ttl), FreshFor = Minutes(fresh), Jitter = jitter };

            Assert.InRange(Wait(facts).TotalMinutes, least, most);
        }
    }

    [Theory]
    [InlineData(1, 4, 6)]
    [InlineData(2, 8, 12)]
    [InlineData(3, 16, 24)]
    [InlineData(6, 128, 192)]
    [InlineData(10, 1440, 1440)]
    [InlineData(1000, 1440, 1440)]
    public void Failures_double_the_wait_up_to_a_day(int failures, double least, double most)
    {
        foreach (var jitter in Jitters)
            Assert.InRange(Wait(new PollFacts(Noon, ArrivalHistory.Empty) { FailuresInARow = failures, Jitter = jitter }).TotalMinutes, least, most);
    }

    [Theory]
    [InlineData(0, 1, 2, 2.3)]
    [InlineData(10, 1, 10, 11)]
    [InlineData(120, 4, 120, 132)]
    [InlineData(0, 6, 64, 110)]
    [InlineData(2000, 1, 1440, 1440)]
    [InlineData(35_791_394, 30, 1440, 1440)]
    public void Retry_After_is_the_least_wait_and_a_day_the_most(int minutes, int failures, double least, double most)
    {
        foreach (var jitter in Jitters)
        {
            var facts = new PollFacts(Noon, ArrivalHistory.Empty) { RetryAfter = Minutes(minutes), FailuresInARow = failures, Jitter = jitter };

            Assert.InRange(Wait(facts).TotalMinutes, least, most);
        }
    }

    [Theory]
    // skipHours, skipDays; the poll was due at 12:10 or so on Monday
    [InlineData(new[] { 12 }, new DayOfWeek[0], 0, 13)]
    [InlineData(new[] { 12, 13, 14 }, new DayOfWeek[0], 0, 15)]
    [InlineData(new[] { 13 }, new DayOfWeek[0], 0, 12)]
    [InlineData(new[] { 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 1 }, new DayOfWeek[0], 1, 2)]
    [InlineData(new[] { 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24 }, new DayOfWeek[0], 1, 1)]
    [InlineData(new int[0], new[] { DayOfWeek.Monday }, 1, 0)]
    [InlineData(new int[0], new[] { DayOfWeek.Monday, DayOfWeek.Tuesday }, 2, 0)]
    [InlineData(new[] { 0, 1 }, new[] { DayOfWeek.Monday }, 1, 2)]
    [InlineData(new int[0], new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday }, 0, 12)]
    [InlineData(new[] { -1, 99 }, new DayOfWeek[0], 0, 12)]
    public void Skipped_hours_and_days_are_skipped(int[] hours, DayOfWeek[] days, int day, int hour)
    {
        foreach (var jitter in Jitters)
        {
            foreach (var failures in new[] { 0, 1 })
            {
                var facts = new PollFacts(Noon, Every(TimeSpan.FromMinutes(30), 100)) { SkipHours = hours, SkipDays = days, FailuresInARow = failures, Jitter = jitter };

                var at = PollSchedule.Next(facts).At;

                Assert.Equal((Noon.Day + day, hour), (at.Day, at.Hour));
            }
        }
    }

    [Fact]
    public void Skipped_hours_are_in_UTC_whatever_the_clock_shows()
    {
        var facts = new PollFacts(Noon.ToOffset(TimeSpan.FromHours(5)), Every(TimeSpan.FromMinutes(30), 100)) { SkipHours = [12] };

        Assert.Equal(13, PollSchedule.Next(facts).At.ToUniversalTime().Hour);
    }

    [Fact]
    public void Limits_of_seconds_poll_every_few_seconds()
    {
        var limits = new PollLimits { Minimum = TimeSpan.FromSeconds(3), Maximum = TimeSpan.FromSeconds(3) };

        Assert.Equal(TimeSpan.FromSeconds(3), Wait(new PollFacts(Noon, ArrivalHistory.Empty), limits));
        Assert.Equal(TimeSpan.FromSeconds(3), Wait(new PollFacts(Noon, ArrivalHistory.Empty) { TimeToLive = TimeSpan.FromHours(1) }, limits));
        Assert.InRange(Wait(new PollFacts(Noon, ArrivalHistory.Empty) { FailuresInARow = 3 }, limits).TotalSeconds, 20, 40);
        Assert.Equal(TimeSpan.FromMinutes(1), Wait(new PollFacts(Noon, ArrivalHistory.Empty) { RetryAfter = TimeSpan.FromMinutes(1) }, limits));
    }

    [Fact]
    public void A_reason_is_always_given()
    {
        var known = Every(TimeSpan.FromHours(1), 100);
        Assert.Equal("the publisher asks for 60 minutes between polls (ttl)", PollSchedule.Next(new PollFacts(Noon, known) { TimeToLive = TimeSpan.FromHours(1) }).Why);
        Assert.Equal("the publisher asks for 60 minutes between polls (Cache-Control or Expires)", PollSchedule.Next(new PollFacts(Noon, known) { FreshFor = TimeSpan.FromHours(1) }).Why);
        Assert.Equal("the last 3 polls failed", PollSchedule.Next(new PollFacts(Noon, known) { FailuresInARow = 3 }).Why);
        Assert.Equal("the publisher asked to wait 90 seconds (Retry-After)", PollSchedule.Next(new PollFacts(Noon, known) { RetryAfter = TimeSpan.FromSeconds(90) }).Why);
        Assert.StartsWith("by its habit", PollSchedule.Next(new PollFacts(Noon, known)).Why, StringComparison.Ordinal);
        Assert.Contains("skipHours", PollSchedule.Next(new PollFacts(Noon, known) { SkipHours = [12] }).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_history_a_wait_lies_between_two_minutes_and_a_day()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var span = Math.Exp(random.NextDouble() * 12);
            var history = ArrivalHistory.Empty.With(Enumerable.Range(0, random.Next(60)).Select(_ => Noon.AddMinutes(-random.NextDouble() * span)), null, Noon);
            var now = Noon.AddMinutes(random.NextDouble() * 100_000);

            Assert.InRange(Wait(new PollFacts(now, history) { Jitter = random.NextDouble() }).TotalMinutes, 2, 1440);
        }
    }

    private static double[] Jitters => [0, 0.5, 0.999];

    private static TimeSpan Wait(PollFacts facts, PollLimits? limits = null) => PollSchedule.Next(facts, limits).At - facts.Now;

    private static TimeSpan? Minutes(int? minutes) => minutes is { } value ? TimeSpan.FromMinutes(value) : null;

    private static ArrivalHistory Every(TimeSpan interval, int entries) =>
        // Spread by the golden ratio: no time of the day or the hour stands out.
        ArrivalHistory.Empty.With(Enumerable.Range(0, entries).Select(i => Noon.AddHours(-1) - (interval * (i + (i * 0.618034 % 1)))), null, Noon);
}
