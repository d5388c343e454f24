namespace Alerts.Feeds.Dates;

/// <summary>Dates as Korean blog software writes them: 2004년 05월 28일 01:31:15, or 2004-05-25 오후 11:23:17; in Korean time.</summary>
internal static class KoreanDate
{
    private const int OffsetMinutes = 9 * 60;

    public static bool Looks(ReadOnlySpan<char> text) => text.ContainsAny('년', '오');

    /// <summary>Null when the text is not of this form, or out of range.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        var parts = new DateParts { OffsetMinutes = OffsetMinutes };
        var afternoon = text.Contains("오후", StringComparison.Ordinal);
        var hasHalf = afternoon || text.Contains("오전", StringComparison.Ordinal);
        if (!Part(ref text, 4, out parts.Year) || !Part(ref text, 2, out parts.Month) || !Part(ref text, 2, out parts.Day))
            return null;
        text = text.TrimStart("오전후 ");
        if (text.Length > 0)
        {
            if (ClockTime.Read(ref text) is not { } time || text.Length > 0)
                return null;
            parts.Time = hasHalf ? time.WithHalf(afternoon) ?? time : time;
        }
        return parts.ToUtc();
    }

    private static bool Part(ref ReadOnlySpan<char> text, int digits, out int value)
    {
        if (!Digits.Read(ref text, 1, digits, out value))
            return false;
        text = text.TrimStart("년월일- ");
        return true;
    }
}
