using System.Buffers;

namespace Alerts.Feeds.Dates;

/// <summary>RFC 822 and relatives: words and numbers in nearly any order.</summary>
internal static class WordDate
{
    private static readonly SearchValues<char> Gaps = SearchValues.Create(" ,\t\r\n\u00A0()");

    /// <summary>Null when a word or number has no meaning in a date, or a part is missing.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        var parts = new DateParts();
        var hasTime = false;
        while (Next(ref text, out var word))
        {
            if (!Take(word, ref parts, ref hasTime))
                return null;
        }
        return parts.ToUtc();
    }

    private static bool Next(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> word)
    {
        text = text.TrimStart(" ,\t\r\n\u00A0()");
        var end = text.IndexOfAny(Gaps);
        word = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[end..];
        return word.Length > 0;
    }

    private static bool Take(ReadOnlySpan<char> word, ref DateParts parts, ref bool hasTime)
    {
        if (word.Contains(':') && char.IsAsciiDigit(word[0]))
            return Time(word, ref parts, ref hasTime);
        if (char.IsAsciiDigit(word[0]))
            return Number(word, ref parts);
        if (word[0] is '+' or '-' or '\u2212')
            return hasTime ? Zone.Read(word, out parts.OffsetMinutes) : word.Length == 1;
        return char.IsLetter(word[0]) && Word(word, ref parts, hasTime);
    }

    private static bool Time(ReadOnlySpan<char> word, ref DateParts parts, ref bool hasTime)
    {
        if (hasTime || ClockTime.Read(ref word) is not { } time)
            return false;
        parts.Time = time;
        hasTime = true;
        return word.IsEmpty || Word(word, ref parts, hasTime);
    }

    private static bool Word(ReadOnlySpan<char> word, ref DateParts parts, bool hasTime)
    {
        // "mar." may be a Tuesday: a month that comes after it is the month.
        if ((parts.Month < 0 || (parts.Month == 3 && !hasTime)) && MonthName.Find(word) is > 0 and var month && !IsWeekday(word))
        {
            parts.Month = month;
            return true;
        }
        if (hasTime && (word.Equals("am", StringComparison.OrdinalIgnoreCase) || word.Equals("pm", StringComparison.OrdinalIgnoreCase)))
        {
            parts.Time = parts.Time.WithHalf(word[0] is 'p' or 'P') ?? parts.Time;
            return true;
        }
        return !hasTime || Zone.Read(word, out parts.OffsetMinutes);
    }

    /// <summary>The weekdays whose abbreviations begin like a month (Tuesday in French, Martes in Spanish).</summary>
    private static bool IsWeekday(ReadOnlySpan<char> word) =>
        word.Equals("mardi", StringComparison.OrdinalIgnoreCase) || word.Equals("martes", StringComparison.OrdinalIgnoreCase)
        || word.Equals("martedì", StringComparison.OrdinalIgnoreCase);

    private static bool Number(ReadOnlySpan<char> word, ref DateParts parts)
    {
        var digits = Digits.Count(word);
        if (digits == word.Length || IsOrdinalEnding(word[digits..]))
            return DayOrYear(word[..digits], ref parts);
        if (digits > 4)
            return false;
        var rest = word;
        Digits.Read(ref rest, 1, 4, out var first);
        var separator = rest[0];
        if (separator is not ('/' or '-' or '.'))
            return false;
        rest = rest[1..];
        if (rest.Length > 0 && char.IsLetter(rest[0]))
            return DayMonthYear(first, rest, separator, ref parts);
        if (!Digits.Read(ref rest, 1, 2, out var second))
            return false;
        if (rest.IsEmpty || rest[0] != separator)
            return false;
        rest = rest[1..];
        var lastDigits = Digits.Count(rest);
        if (!Digits.Read(ref rest, 1, 4, out var third) || rest.Length > 0)
            return false;
        if (digits == 4)
        {
            (parts.Year, parts.Month, parts.Day) = (first, second, third);
            return true;
        }
        parts.Year = DateParts.FullYear(third, lastDigits);
        // Slashes are month first unless that is no month; dots and hyphens are day first.
        (parts.Month, parts.Day) = separator != '/' || first > 12 ? (second, first) : (first, second);
        return true;
    }

    /// <summary>01-Jan-2004.</summary>
    private static bool DayMonthYear(int day, ReadOnlySpan<char> rest, char separator, ref DateParts parts)
    {
        var end = rest.IndexOf(separator);
        if (end < 0)
            return false;
        parts.Day = day;
        parts.Month = MonthName.Find(rest[..end]);
        rest = rest[(end + 1)..];
        var digits = rest.Length;
        if (!Digits.Read(ref rest, 2, 4, out var year) || rest.Length > 0)
            return false;
        parts.Year = DateParts.FullYear(year, digits);
        return true;
    }

    private static bool DayOrYear(ReadOnlySpan<char> digits, ref DateParts parts)
    {
        var count = digits.Length;
        if (count > 4 || !Digits.Read(ref digits, 1, 4, out var value))
            return false;
        if (count <= 2 && parts.Day < 0)
        {
            parts.Day = value;
            return true;
        }
        if (parts.Year >= 0)
            return false;
        parts.Year = DateParts.FullYear(value, count);
        return true;
    }

    private static bool IsOrdinalEnding(ReadOnlySpan<char> ending) => ending is "st" or "nd" or "rd" or "th" or ".";
}
