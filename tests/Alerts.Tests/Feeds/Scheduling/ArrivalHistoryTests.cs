using Alerts.Feeds.Scheduling;

namespace Alerts.Tests.Feeds.Scheduling;

public class ArrivalHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_history_survives_its_text_form_and_stays_small()
    {
        var history = ArrivalHistory.Empty;
        for (var i = 1; i <= 2000; i++)
            history = history.With([Noon.AddMinutes((20 * i) - 7)], Noon.AddMinutes(20 * (i - 1)), Noon.AddMinutes(20 * i));

        var text = history.ToString();

        Assert.InRange(text.Length, 1, 1024);
        Assert.Equal(text, ArrivalHistory.Parse(text).ToString());
        Assert.Equal(history.Recent, ArrivalHistory.Parse(text).Recent);
        Assert.Equal(history.Since, ArrivalHistory.Parse(text).Since);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("1|x|2|3|4")]
    [InlineData("2|1|1||")]
    [InlineData("1|1|1|1 2 3|")]
    [InlineData("1|99999999999999999|1||")]
    [InlineData("1|1|1|-1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0|")]
    public void Text_that_is_no_history_is_an_empty_one(string? text)
    {
        Assert.Null(ArrivalHistory.Parse(text).Since);
        Assert.Empty(ArrivalHistory.Parse(text).Recent);
    }

    [Fact]
    public void The_first_poll_learns_from_the_dates_in_the_feed_and_later_ones_only_from_what_is_new()
    {
        var first = ArrivalHistory.Empty.With([Noon.AddDays(-3), Noon.AddDays(-1), Noon.AddDays(-400)], null, Noon);
        Assert.Equal([Noon.AddDays(-3), Noon.AddDays(-1)], first.Recent);
        Assert.Equal(Noon.AddDays(-3), first.Since);

        // An entry put in late, one dated in the future.
        var second = first.With([Noon.AddDays(-30), Noon.AddDays(9)], Noon, Noon.AddHours(2));
        Assert.Equal([Noon, Noon.AddHours(2)], second.Recent.TakeLast(2));
    }

    [Theory]
    // hours between arrivals, how many, days since the last; whether that is silence
    [InlineData(1, 16, 3, false)]
    [InlineData(1, 16, 4, true)]
    [InlineData(24, 16, 4, true)]
    [InlineData(168, 16, 20, false)]
    [InlineData(168, 16, 21, true)]
    [InlineData(1, 4, 400, false)]
    public void Silence_is_measured_by_the_feeds_own_habit(int hours, int arrivals, int days, bool isSilent)
    {
        var history = ArrivalHistory.Empty.With(Enumerable.Range(0, arrivals).Select(i => Noon.AddHours(-hours * i)), Noon.AddDays(-200), Noon);

        Assert.Equal(isSilent ? Noon : null, history.SilentSince(Noon.AddDays(days)));
    }
}
