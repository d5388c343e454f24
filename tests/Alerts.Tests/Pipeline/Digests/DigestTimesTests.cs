using System.Globalization;
using Alerts.Pipeline.Delivery.Digests;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Tests.Pipeline.Digests;

public sealed class DigestTimesTests
{
    [Theory]
    // A plain day: before the hour, at it, after it.
    [InlineData("Europe/Berlin", 7, "2026-05-11T04:59:00Z", "2026-05-11T05:00:00Z")]
    [InlineData("Europe/Berlin", 7, "2026-05-11T05:00:00Z", "2026-05-12T05:00:00Z")]
    [InlineData("Europe/Berlin", 7, "2026-05-11T05:00:01Z", "2026-05-12T05:00:00Z")]
    [InlineData("UTC", 0, "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z")]
    // Spring in the north: seven o'clock is an hour earlier in UTC; two o'clock is skipped and goes out at three, the day after at two.
    [InlineData("Europe/Berlin", 7, "2026-03-28T06:00:00Z", "2026-03-29T05:00:00Z")]
    [InlineData("Europe/Berlin", 2, "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Berlin", 2, "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z")]
    [InlineData("America/New_York", 2, "2026-03-08T06:00:00Z", "2026-03-08T07:00:00Z")]
    // Autumn in the north: two o'clock comes twice and counts once.
    [InlineData("Europe/Berlin", 2, "2026-10-24T12:00:00Z", "2026-10-25T00:00:00Z")]
    [InlineData("Europe/Berlin", 2, "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z")]
    [InlineData("Europe/Berlin", 2, "2026-10-25T00:30:00Z", "2026-10-26T01:00:00Z")]
    [InlineData("Europe/Berlin", 2, "2026-10-25T01:10:00Z", "2026-10-26T01:00:00Z")]
    [InlineData("America/New_York", 1, "2026-11-01T04:00:00Z", "2026-11-01T05:00:00Z")]
    [InlineData("America/New_York", 1, "2026-11-01T06:30:00Z", "2026-11-02T06:00:00Z")]
    // The south, the other way round.
    [InlineData("Australia/Sydney", 2, "2026-10-03T14:00:00Z", "2026-10-03T16:00:00Z")]
    [InlineData("Australia/Sydney", 2, "2026-10-03T16:00:00Z", "2026-10-04T15:00:00Z")]
    [InlineData("Australia/Sydney", 2, "2026-04-04T14:00:00Z", "2026-04-04T15:00:00Z")]
    [InlineData("Australia/Sydney", 2, "2026-04-04T15:30:00Z", "2026-04-05T16:00:00Z")]
    [InlineData("America/Santiago", 0, "2026-09-05T20:00:00Z", "2026-09-06T04:00:00Z")]
    [InlineData("Pacific/Auckland", 7, "2026-09-25T20:00:00Z", "2026-09-26T18:00:00Z")]
    // Zones of half and quarter hours, with and without summer time; on Lord Howe it is half an hour.
    [InlineData("Asia/Kolkata", 7, "2026-03-02T01:29:00Z", "2026-03-02T01:30:00Z")]
    [InlineData("Asia/Kathmandu", 7, "2026-03-02T01:16:00Z", "2026-03-03T01:15:00Z")]
    [InlineData("Australia/Adelaide", 2, "2026-10-03T12:00:00Z", "2026-10-03T16:30:00Z")]
    [InlineData("Australia/Lord_Howe", 2, "2026-10-03T12:00:00Z", "2026-10-03T15:30:00Z")]
    [InlineData("Australia/Lord_Howe", 2, "2026-10-03T15:30:00Z", "2026-10-04T15:00:00Z")]
    [InlineData("America/St_Johns", 7, "2026-11-01T00:00:00Z", "2026-11-01T10:30:00Z")]
    [InlineData("Pacific/Chatham", 7, "2026-03-02T17:14:00Z", "2026-03-02T17:15:00Z")]
    // Two hours at once, and the ends of the day line.
    [InlineData("Antarctica/Troll", 2, "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("Antarctica/Troll", 2, "2026-10-25T00:00:00Z", "2026-10-26T02:00:00Z")]
    [InlineData("Pacific/Kiritimati", 0, "2026-03-02T09:59:00Z", "2026-03-02T10:00:00Z")]
    [InlineData("Etc/GMT+12", 23, "2026-03-02T10:59:00Z", "2026-03-02T11:00:00Z")]
    public void A_daily_digest_goes_out_at_the_next_local_hour(string zone, int hour, string now, string due) =>
        Assert.Equal(At(due), DigestTimes.Next(At(now), null, MailTime.Daily, new(DigestHour: hour), LocalClock.Zone(zone)));

    [Theory]
    [InlineData(null, "2026-03-02T12:00:00Z", "2026-03-03T06:00:00Z")] // the first one does not wait for a week
    [InlineData("2026-03-03T06:00:00Z", "2026-03-04T12:00:00Z", "2026-03-10T06:00:00Z")]
    [InlineData("2026-03-24T06:00:00Z", "2026-03-26T12:00:00Z", "2026-03-31T05:00:00Z")] // over the change of the clocks
    [InlineData("2026-10-20T05:00:00Z", "2026-10-20T12:00:00Z", "2026-10-27T06:00:00Z")]
    [InlineData("2026-02-03T06:00:00Z", "2026-03-04T12:00:00Z", "2026-03-05T06:00:00Z")] // after quiet weeks it does not wait for another
    [InlineData("2026-03-03T06:07:00Z", "2026-03-04T12:00:00Z", "2026-03-10T06:00:00Z")] // sent late, and the next is on time
    public void A_weekly_digest_counts_from_the_last(string? last, string now, string due) =>
        Assert.Equal(At(due), DigestTimes.Next(At(now), last is null ? null : At(last), MailTime.Weekly, new(DigestHour: 7), LocalClock.Zone("Europe/Berlin")));

    [Theory]
    [InlineData("Europe/Berlin", 22, 6, "2026-05-11T20:00:00Z", "2026-05-12T04:00:00Z")] // from the first quiet minute, over midnight
    [InlineData("Europe/Berlin", 22, 6, "2026-05-12T03:59:59Z", "2026-05-12T04:00:00Z")]
    [InlineData("Europe/Berlin", 22, 6, "2026-05-12T04:00:00Z", null)]
    [InlineData("Europe/Berlin", 22, 6, "2026-05-11T19:59:59Z", null)]
    [InlineData("Europe/Berlin", 22, 6, "2026-03-28T22:00:00Z", "2026-03-29T04:00:00Z")] // a night an hour shorter
    [InlineData("Europe/Berlin", 22, 6, "2026-10-24T22:00:00Z", "2026-10-25T05:00:00Z")] // and one an hour longer
    [InlineData("Europe/Berlin", 22, 2, "2026-03-28T22:00:00Z", "2026-03-29T01:00:00Z")] // ends in the hour that is skipped
    [InlineData("Europe/Berlin", 1, 3, "2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z")] // the hour that comes twice is quiet twice
    [InlineData("Australia/Sydney", 22, 6, "2026-04-04T14:00:00Z", "2026-04-04T20:00:00Z")]
    [InlineData("Asia/Kolkata", 13, 15, "2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z")]
    [InlineData("Asia/Kathmandu", 22, 6, "2026-03-02T18:00:00Z", "2026-03-03T00:15:00Z")]
    [InlineData("UTC", 0, 23, "2026-03-02T00:00:00Z", "2026-03-02T23:00:00Z")]
    public void Quiet_hours_end_on_waking(string zone, int from, int to, string now, string? until) =>
        Assert.Equal(until is null ? null : At(until), DigestTimes.QuietUntil(At(now), new(QuietFrom: from, QuietTo: to), LocalClock.Zone(zone)));

    [Fact]
    public void A_digest_hour_that_is_quiet_waits_until_waking() => Assert.Equal(
        At("2026-05-12T07:00:00Z"),
        DigestTimes.Next(At("2026-05-11T12:00:00Z"), null, MailTime.Daily, new(DigestHour: 7, QuietFrom: 22, QuietTo: 9), LocalClock.Zone("Europe/Berlin")));

    [Fact]
    public void In_every_zone_of_the_machine_there_is_one_digest_a_day_and_it_is_never_early()
    {
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones())
        {
            foreach (var hour in (int[])[0, 2, 7])
            {
                var (now, days) = (At("2026-09-01T12:00:00Z"), 0);
                for (var last = now; now < At("2027-05-01T12:00:00Z"); last = now, days++)
                {
                    now = DigestTimes.Next(last, last, MailTime.Daily, new(DigestHour: hour), zone);
                    Assert.True(now - last is { TotalHours: > 0 and < 26.1 }, $"{zone.Id} at {hour}: {last:u} to {now:u}");
                    Assert.True(LocalClock.At(now, zone).Hour >= hour, $"{zone.Id} at {hour}: {now:u}");
                }

                Assert.InRange(days, 242, 244);
            }
        }
    }

    [Fact]
    public void A_zone_that_is_unknown_here_counts_as_utc() => Assert.Equal(TimeZoneInfo.Utc, LocalClock.Zone("Moon/Tycho"));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
