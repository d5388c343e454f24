namespace Alerts.Feeds.Dates;

/// <summary>Dates in every form that feeds use.</summary>
public static class FeedDate
{
    private const int LongestDate = 128;

    /// <summary>
    /// RFC 822 and its many misspellings, ISO 8601 from the year alone to fractions of a second, ordinal dates, asctime, slashed dates
    /// and the month names of some languages. Without a zone it is UTC; a zone nobody knows counts as UTC too.
    /// The result is in UTC. Null when the text is no date: a field out of range, or a part that cannot be read.
    /// </summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is 0 or > LongestDate)
            return null;
        if (KoreanDate.Looks(text))
            return KoreanDate.Parse(text);
        return IsoDate.Parse(text) ?? WordDate.Parse(text);
    }
}
