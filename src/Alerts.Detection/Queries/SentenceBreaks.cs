using System.Collections.Frozen;

namespace Alerts.Detection.Queries;

/// <summary>Where one sentence ends and the next begins, near enough to show a reader what matched.</summary>
internal static class SentenceBreaks
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "gen", "sen", "rep", "gov", "col", "lt", "maj", "sgt", "capt", "rev", "hon",
        "jr", "sr", "vs", "no", "inc", "ltd", "corp", "co", "bros", "dept", "est", "approx", "jan", "feb", "mar", "apr",
        "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Looks between two words that follow each other.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="wordStart">Where the word before starts.</param>
    /// <param name="from">Where the word before ends.</param>
    /// <param name="to">Where the word after starts.</param>
    /// <param name="end">Where the sentence ends, with its mark and closing quotes.</param>
    /// <returns>Whether a sentence ends here.</returns>
    internal static bool TryFind(ReadOnlySpan<char> text, int wordStart, int from, int to, out int end)
    {
        end = to;
        if (to - from == 1 && text[from] is ' ' or ',')
            return false;

        for (var i = from; i < to; i++)
        {
            switch (text[i])
            {
                case '\n' or '\r' or '\u2028' or '\u2029':
                    end = i;
                    return true;
                case '\u3002' or '\uFF01' or '\uFF1F':
                    end = Close(text, i + 1, to);
                    return true;
                case '.' or '!' or '?' or '\u2026':
                    var after = Close(text, i + 1, to);
                    if (after < to && char.IsWhiteSpace(text[after]) && !char.IsLower(text[to]) && !Abbreviated(text, i, wordStart, from))
                    {
                        end = after;
                        return true;
                    }

                    break;
            }
        }

        return false;
    }

    private static bool Abbreviated(ReadOnlySpan<char> text, int mark, int wordStart, int wordEnd) =>
        text[mark] == '.' && mark == wordEnd
        && ((wordEnd - wordStart == 1 && char.IsUpper(text[wordStart])) || Abbreviations.Contains(text[wordStart..wordEnd]));

    private static int Close(ReadOnlySpan<char> text, int from, int to)
    {
        while (from < to && text[from] is '.' or '!' or '?' or '"' or '\'' or '\u2019' or '\u201D' or '\u00BB' or ')' or ']')
            from++;

        return from;
    }
}
