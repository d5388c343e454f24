namespace Alerts.Feeds.Dates;

/// <summary>The parts of a date before they are checked against the calendar.</summary>
internal struct DateParts
{
    public int Year = -1;
    public int Month = -1;
    public int Day = -1;
    public ClockTime Time;
    public int OffsetMinutes;

    public DateParts()
    {
    }

    /// <summary>Null when the parts make no moment between the years 1 and 9999.</summary>
    public readonly DateTimeOffset? ToUtc()
    {
        if (Year is < 1 or > 9999 || Month is < 1 or > 12 || Day < 1 || Day > DateTime.DaysInMonth(Year, Month) || Math.Abs(OffsetMinutes) > 24 * 60)
            return null;
        var ticks = new DateTime(Year, Month, Day, 0, 0, 0, DateTimeKind.Utc).Ticks + Time.Ticks - (OffsetMinutes * TimeSpan.TicksPerMinute);
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    /// <summary>RFC 2822, 4.3: two digits under 50 are this century, others and three digits the last one.</summary>
    public static int FullYear(int year, int digits) => digits switch
    {
        <= 2 => year < 50 ? 2000 + year : 1900 + year,
        3 => 1900 + year,
        _ => year,
    };
}
