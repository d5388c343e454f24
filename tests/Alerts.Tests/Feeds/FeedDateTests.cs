using System.Globalization;
using Alerts.Feeds.Dates;

namespace Alerts.Tests.Feeds;

public class FeedDateTests
{
    [Theory]
    [InlineData("Tue, 03 Mar 2026 10:05:06 GMT", "2026-03-03T10:05:06")]
    [InlineData("Tue, 3 Mar 26 10:05 +0200", "2026-03-03T08:05:00")]
    [InlineData("3 March 2026", "2026-03-03T00:00:00")]
    [InlineData("Tuesday, March 3rd, 2026 10:05 PM EST", "2026-03-04T03:05:00")]
    [InlineData("Tue Mar  3 10:05:06 2026", "2026-03-03T10:05:06")]
    [InlineData("Tue, 03 Mar 2026 10:05:06 GMT+1", "2026-03-03T09:05:06")]
    [InlineData("03-Mar-2026 10:05", "2026-03-03T10:05:00")]
    [InlineData("Di, 3 März 2026 10:05:00 MEZ", "2026-03-03T09:05:00")]
    [InlineData("mar., 3 févr. 2026 10:05:00 +0100", "2026-02-03T09:05:00")]
    [InlineData("3/31/2026 1:02:03 PM", "2026-03-31T13:02:03")]
    [InlineData("31.03.2026 13:02", "2026-03-31T13:02:00")]
    [InlineData("2026/03/31 13:02:03", "2026-03-31T13:02:03")]
    [InlineData("2026-03-03T10:05:06.789+05:30", "2026-03-03T04:35:06")]
    [InlineData("2026-03-03T10:05:06 UTC", "2026-03-03T10:05:06")]
    [InlineData("2026-03-03 10:05", "2026-03-03T10:05:00")]
    [InlineData("20260303T100506Z", "2026-03-03T10:05:06")]
    [InlineData("2026-03-03T24:00:00Z", "2026-03-04T00:00:00")]
    [InlineData("2026-062", "2026-03-03T00:00:00")]
    [InlineData("2026062", "2026-03-03T00:00:00")]
    [InlineData("2026-03", "2026-03-01T00:00:00")]
    [InlineData("2026", "2026-01-01T00:00:00")]
    [InlineData("2026-július-13T9:15-05:00", "2026-07-13T14:15:00")]
    [InlineData("2026-05-25 오후 11:23:17", "2026-05-25T14:23:17")]
    public void Dates_in_all_their_forms_are_read(string text, string utc) =>
        Assert.Equal(utc, FeedDate.Parse(text)?.ToString("s", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("Tue, 31 Feb 2026 10:00:00 GMT")]
    [InlineData("2026-13-01")]
    [InlineData("2026-03-03T25:00:00Z")]
    [InlineData("2026-03-03T10:61:00Z")]
    [InlineData("2026-03-03T10:00:00+99:99")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("99999999999999999999")]
    [InlineData("12:30")]
    public void What_is_no_date_is_null(string text) => Assert.Null(FeedDate.Parse(text));
}
