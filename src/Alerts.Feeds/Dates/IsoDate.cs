namespace Alerts.Feeds.Dates;

/// <summary>ISO 8601 and its W3C profile: calendar and ordinal dates, full and shortened, with or without a time.</summary>
internal static class IsoDate
{
    /// <summary>Null when the text is not of this form, or out of range.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        var parts = new DateParts();
        var rest = text;
        if (!Date(ref rest, ref parts))
            return null;
        if (rest.Length > 0 && !TimeAndZone(rest, ref parts))
            return null;
        return parts.ToUtc();
    }

    private static bool Date(ref ReadOnlySpan<char> rest, ref DateParts parts)
    {
        if (rest[0] == '-')
            return TwoDigitYearAndMonth(ref rest, ref parts);
        switch (Digits.Count(rest))
        {
            case 2:
                return YearFirst(ref rest, ref parts, 2);
            case 4:
                return YearFirst(ref rest, ref parts, 4);
            case 5:
                Digits.Read(ref rest, 2, 2, out parts.Year);
                parts.Year = DateParts.FullYear(parts.Year, 2);
                return Ordinal(ref rest, ref parts);
            case 7:
                Digits.Read(ref rest, 4, 4, out parts.Year);
                return Ordinal(ref rest, ref parts);
            case 6:
                Digits.Read(ref rest, 2, 2, out parts.Year);
                parts.Year = DateParts.FullYear(parts.Year, 2);
                return Digits.Read(ref rest, 2, 2, out parts.Month) && Digits.Read(ref rest, 2, 2, out parts.Day);
            case 8:
                return Digits.Read(ref rest, 4, 4, out parts.Year) && Digits.Read(ref rest, 2, 2, out parts.Month) && Digits.Read(ref rest, 2, 2, out parts.Day);
            default:
                return false;
        }
    }

    private static bool YearFirst(ref ReadOnlySpan<char> rest, ref DateParts parts, int digits)
    {
        Digits.Read(ref rest, digits, digits, out parts.Year);
        parts.Year = DateParts.FullYear(parts.Year, digits);
        (parts.Month, parts.Day) = (1, 1);
        if (rest.IsEmpty)
            return digits == 4;
        var separator = rest[0];
        if (separator is not ('-' or '/' or '.') || (digits == 2 && separator != '-'))
            return false;
        rest = rest[1..];
        if (separator == '-' && Digits.Count(rest) == 3)
            return Ordinal(ref rest, ref parts);
        if (!Month(ref rest, ref parts, named: digits == 4))
            return false;
        if (rest.IsEmpty)
            return digits == 4;
        if (rest[0] != separator)
            return digits == 4 && separator == '-' && rest[0] is 'T' or 't';
        rest = rest[1..];
        return Digits.Read(ref rest, 1, 2, out parts.Day);
    }

    private static bool Month(ref ReadOnlySpan<char> rest, ref DateParts parts, bool named)
    {
        if (Digits.Read(ref rest, 1, 2, out parts.Month))
            return true;
        if (!named)
            return false;
        var length = 0;
        while (length < rest.Length && char.IsLetter(rest[length]))
            length++;
        parts.Month = MonthName.Find(rest[..length]);
        rest = rest[length..];
        return parts.Month > 0;
    }

    /// <summary>-YY-MM and -YYMM.</summary>
    private static bool TwoDigitYearAndMonth(ref ReadOnlySpan<char> rest, ref DateParts parts)
    {
        rest = rest[1..];
        if (!Digits.Read(ref rest, 2, 2, out parts.Year))
            return false;
        parts.Year = DateParts.FullYear(parts.Year, 2);
        parts.Day = 1;
        if (rest.Length > 0 && rest[0] == '-')
            rest = rest[1..];
        return Digits.Read(ref rest, 2, 2, out parts.Month) && !(rest.Length > 0 && char.IsAsciiDigit(rest[0]));
    }

    private static bool Ordinal(ref ReadOnlySpan<char> rest, ref DateParts parts)
    {
        if (!Digits.Read(ref rest, 3, 3, out var dayOfYear) || parts.Year is < 1 or > 9999 || dayOfYear < 1 || dayOfYear > (DateTime.IsLeapYear(parts.Year) ? 366 : 365))
            return false;
        var date = new DateOnly(parts.Year, 1, 1).AddDays(dayOfYear - 1);
        (parts.Month, parts.Day) = (date.Month, date.Day);
        return true;
    }

    private static bool TimeAndZone(ReadOnlySpan<char> rest, ref DateParts parts)
    {
        if (rest[0] is 'T' or 't' or ' ' or '_')
            rest = rest[1..].TrimStart();
        else if (rest[0] is not ('Z' or 'z' or '+' or '-'))
            return false;
        if (rest.IsEmpty)
            return true;
        if (char.IsAsciiDigit(rest[0]))
        {
            if (!Clock(ref rest, ref parts))
                return false;
            rest = rest.TrimStart();
            if (rest.StartsWith("am", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("pm", StringComparison.OrdinalIgnoreCase))
            {
                parts.Time = parts.Time.WithHalf(rest[0] is 'p' or 'P') ?? parts.Time;
                rest = rest[2..].TrimStart();
            }
        }
        if (rest.IsEmpty)
            return true;
        return (char.IsLetter(rest[0]) || rest[0] is '+' or '-' or '\u2212') && !rest.Contains(' ') && Zone.Read(rest, out parts.OffsetMinutes);
    }

    private static bool Clock(ref ReadOnlySpan<char> rest, ref DateParts parts)
    {
        var compact = Digits.Count(rest);
        if (compact is 4 or 6)
        {
            var second = 0;
            Digits.Read(ref rest, 2, 2, out var hour);
            Digits.Read(ref rest, 2, 2, out var minute);
            if (compact == 6)
                Digits.Read(ref rest, 2, 2, out second);
            parts.Time = new ClockTime(((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond);
            return hour < 24 && minute < 60 && second < 60;
        }
        if (ClockTime.Read(ref rest) is not { } time)
            return false;
        parts.Time = time;
        return true;
    }
}
