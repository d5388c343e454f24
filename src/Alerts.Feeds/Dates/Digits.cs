namespace Alerts.Feeds.Dates;

internal static class Digits
{
    /// <summary>Reads between <paramref name="least"/> and <paramref name="most"/> digits off the start; false leaves the text as it was.</summary>
    public static bool Read(ref ReadOnlySpan<char> text, int least, int most, out int value)
    {
        value = 0;
        var count = 0;
        while (count < most && count < text.Length && char.IsAsciiDigit(text[count]))
            value = (value * 10) + text[count++] - '0';
        if (count < least)
            return false;
        text = text[count..];
        return true;
    }

    /// <summary>How many digits the text begins with.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? text.Length : count;
    }
}
