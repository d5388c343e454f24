namespace Alerts.Feeds.Dates;

/// <summary>Month names by their first letters: English, and the languages whose publishing software writes them into feeds.</summary>
internal static class MonthName
{
    private static readonly (string Start, int Month)[] Names =
    [
        ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("may", 5), ("jun", 6), ("jul", 7), ("aug", 8), ("sep", 9), ("oct", 10), ("nov", 11), ("dec", 12),
        ("jän", 1), ("mär", 3), ("mrz", 3), ("mai", 5), ("okt", 10), ("dez", 12),
        ("ene", 1), ("abr", 4), ("ago", 8), ("dic", 12),
        ("janv", 1), ("fév", 2), ("avr", 4), ("juin", 6), ("juil", 7), ("aoû", 8), ("déc", 12),
        ("gen", 1), ("mag", 5), ("giu", 6), ("lug", 7), ("set", 9), ("ott", 10),
        ("fev", 2), ("mai", 5), ("out", 10), ("mei", 5), ("maj", 5),
        ("máj", 5), ("máu", 5), ("már", 3), ("ápr", 4), ("jún", 6), ("júl", 7), ("sze", 9), ("szept", 9),
        ("ιαν", 1), ("φεβ", 2), ("μάρ", 3), ("μαρ", 3), ("μάώ", 3), ("μαώ", 3), ("απρ", 4), ("μάι", 5), ("μαϊ", 5), ("μαι", 5), ("μάϊ", 5),
        ("ιούν", 6), ("ιουν", 6), ("ιον", 6), ("ιούλ", 7), ("ιουλ", 7), ("ιολ", 7), ("αύγ", 8), ("αυγ", 8), ("σεπ", 9), ("οκτ", 10),
        ("νοέ", 11), ("νοε", 11), ("δεκ", 12),
        ("янв", 1), ("фев", 2), ("мар", 3), ("апр", 4), ("май", 5), ("мая", 5), ("июн", 6), ("июл", 7), ("авг", 8), ("сен", 9), ("окт", 10),
        ("ноя", 11), ("дек", 12),
    ];

    /// <summary>Nearly every date is in English; 0 for its weekdays, null for what is neither.</summary>
    private static int? English(ReadOnlySpan<char> word) => ((word[0] | 0x20) << 16 | (word[1] | 0x20) << 8 | (word[2] | 0x20)) switch
    {
        'j' << 16 | 'a' << 8 | 'n' => 1,
        'f' << 16 | 'e' << 8 | 'b' => 2,
        'm' << 16 | 'a' << 8 | 'r' => 3,
        'a' << 16 | 'p' << 8 | 'r' => 4,
        'm' << 16 | 'a' << 8 | 'y' => 5,
        'j' << 16 | 'u' << 8 | 'n' => 6,
        'j' << 16 | 'u' << 8 | 'l' => 7,
        'a' << 16 | 'u' << 8 | 'g' => 8,
        's' << 16 | 'e' << 8 | 'p' => 9,
        'o' << 16 | 'c' << 8 | 't' => 10,
        'n' << 16 | 'o' << 8 | 'v' => 11,
        'd' << 16 | 'e' << 8 | 'c' => 12,
        'm' << 16 | 'o' << 8 | 'n' or 't' << 16 | 'u' << 8 | 'e' or 'w' << 16 | 'e' << 8 | 'd' or 't' << 16 | 'h' << 8 | 'u' => 0,
        'f' << 16 | 'r' << 8 | 'i' or 's' << 16 | 'a' << 8 | 't' or 's' << 16 | 'u' << 8 | 'n' => 0,
        _ => null,
    };

    /// <summary>1 to 12, or 0 when the word is no month.</summary>
    public static int Find(ReadOnlySpan<char> word)
    {
        if (word.Length < 3)
            return 0;
        if (English(word) is { } english)
            return english;
        var best = 0;
        var length = 0;
        foreach (var (start, month) in Names)
        {
            if (start.Length > length && word.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                (best, length) = (month, start.Length);
        }
        return best;
    }
}
