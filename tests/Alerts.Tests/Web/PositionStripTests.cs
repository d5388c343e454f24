using Alerts.Detection;
using Alerts.Pipeline.Web.Charts;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Tests.Web;

public sealed class PositionStripTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_position_holds_until_the_next_one()
    {
        var strip = PositionStrip.Of(new("Ukraine", null, [At(Position.Neutral, 50), At(Position.Favor, 10), At(Position.Against, 0)]), Start, Start.AddDays(100));

        Assert.Equal([new(Position.Against, 0, 10), new(Position.Favor, 10, 40), new(Position.Neutral, 50, 50)], strip.Pieces);
        Assert.Equal("Ukraine: against from 1 Jan 2026, then favor from 11 Jan 2026, then neutral from 20 Feb 2026.", strip.Words);
    }

    [Fact]
    public void What_lies_outside_the_time_shown_stays_at_its_edge() =>
        Assert.Equal([new(Position.Favor, 0, 100), new(Position.Neutral, 100, 0)], PositionStrip.Of(new("U", null, [At(Position.Neutral, 300), At(Position.Favor, -30)]), Start, Start.AddDays(100)).Pieces);

    [Fact]
    public void No_time_at_all_is_no_division_by_zero() =>
        Assert.Equal([new(Position.Favor, 0, 100)], PositionStrip.Of(new("U", null, [At(Position.Favor, 0)]), Start, Start).Pieces);

    private static PositionView At(Position position, int day) => new(position, Commitment.Firm, null, Start.AddDays(day), null, null);
}
