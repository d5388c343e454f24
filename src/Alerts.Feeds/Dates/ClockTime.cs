namespace Alerts.Feeds.Dates;

/// <summary>A time of day.</summary>
internal readonly record struct ClockTime(long Ticks)
{
    /// <summary>
    /// Reads h:mm, hh:mm:ss or hh:mm:ss.fff at the start of <paramref name="text"/>. Null when it is no time; 24:00 is the next midnight
    /// and second 60 the one before (ISO 8601 allows both).
    /// </summary>
    public static ClockTime? Read(ref ReadOnlySpan<char> text)
    {
        var rest = text;
        if (!Digits.Read(ref rest, 1, 2, out var hour))
            return null;
        int minute = 0, second = 0;
        long fraction = 0;
        if (rest is [':' or '.', _, ..])
        {
            var separator = rest[0];
            rest = rest[1..];
            if (!Digits.Read(ref rest, 1, 2, out minute))
                return null;
            if (rest.Length > 0 && rest[0] == separator)
            {
                rest = rest[1..];
                if (!Digits.Read(ref rest, 1, 2, out second))
                    return null;
                fraction = Fraction(ref rest);
            }
        }
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && (minute > 0 || second > 0)))
            return null;
        text = rest;
        return new ClockTime((((hour * 60L) + minute) * 60 + Math.Min(second, 59)) * TimeSpan.TicksPerSecond + fraction);
    }

    /// <summary>The same time said with AM or PM.</summary>
    public ClockTime? WithHalf(bool afternoon)
    {
        const long Noon = 12 * TimeSpan.TicksPerHour;
        if (Ticks >= Noon + TimeSpan.TicksPerHour)
            return this;
        var inHalf = Ticks % Noon;
        return new ClockTime(afternoon ? inHalf + Noon : inHalf);
    }

    private static long Fraction(ref ReadOnlySpan<char> text)
    {
        if (text is not ['.' or ',', >= '0' and <= '9', ..])
            return 0;
        text = text[1..];
        long ticks = 0;
        for (var unit = TimeSpan.TicksPerSecond / 10; text.Length > 0 && char.IsAsciiDigit(text[0]); unit /= 10)
        {
            ticks += (text[0] - '0') * unit;
            text = text[1..];
        }
        return ticks;
    }
}
