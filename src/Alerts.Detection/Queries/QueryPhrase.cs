using System.Globalization;

namespace Alerts.Detection.Queries;

/// <summary>
/// Gathers the words of one token. A hyphenated word is looked for both as one word and as its parts, so that
/// <c>cease-fire</c>, <c>ceasefire</c> and <c>cease fire</c> are all found by the first.
/// </summary>
internal sealed class QueryPhrase(int column, bool exact)
{
    /// <summary>Three hyphenated words in one phrase.</summary>
    private const int MostSpellings = 8;

    private List<List<QueryTerm>> spellings = [[]];

    /// <summary>Adds what stands between two blanks.</summary>
    /// <param name="chunk">The characters.</param>
    /// <param name="where">Their column, for errors.</param>
    internal void Add(string chunk, int where)
    {
        var star = chunk.IndexOf('*', StringComparison.Ordinal);
        var prefix = star >= 0 && star == chunk.Length - 1;
        if (star >= 0 && !prefix)
            throw new QuerySyntaxException(where + star, "A star stands only at the end of a word; write for example sanction*.");

        if (prefix && exact)
            throw new QuerySyntaxException(where + star, "'=' and '*' do not go together; leave one of them out.");

        var reader = new WordReader(chunk.Length);
        reader.Read(prefix ? chunk[..^1] : chunk);
        var end = 0;
        var any = false;
        while (reader.Next())
        {
            any = true;
            end = reader.Parts[^1].End;
            var last = prefix && end == chunk.Length - 1;
            var parts = reader.Parts.ToArray().Select((part, i) => Term(reader, part.From, part.To, last && i == reader.PartCount - 1, where)).ToArray();
            if (parts.Length == 1)
                Append([parts]);
            else
                Append([parts, [Term(reader, reader.Parts[0].From, reader.Parts[^1].To, last, where)]]);
        }

        if (prefix && (!any || end != chunk.Length - 1))
            throw new QuerySyntaxException(where + star, "The star needs letters right before it; write for example sanction*.");
    }

    /// <summary>The finished token.</summary>
    /// <param name="empty">What to say when there was no word at all.</param>
    internal QueryToken Token(string empty) => spellings[0].Count == 0
        ? throw new QuerySyntaxException(column, empty)
        : new QueryToken(TokenKind.Phrase, column, [.. spellings]);

    private void Append(QueryTerm[][] alternatives)
    {
        if (spellings.Count * alternatives.Length > MostSpellings)
            throw new QuerySyntaxException(column, "A phrase takes at most three hyphenated words; write a blank for some of the hyphens.");

        spellings = [.. from before in spellings from after in alternatives select (List<QueryTerm>)[.. before, .. after]];
    }

    private QueryTerm Term(WordReader reader, int from, int to, bool prefix, int where)
    {
        var text = reader.Spelling[from..to].ToString();
        if (text.Length > QueryLimits.WordLength)
            throw new QuerySyntaxException(
                where,
                string.Create(CultureInfo.InvariantCulture, $"A word has at most {QueryLimits.WordLength} letters; shorten it and put a star at its end."));

        if (prefix && text.Length < QueryLimits.PrefixLength)
            throw new QuerySyntaxException(
                where,
                string.Create(CultureInfo.InvariantCulture, $"A star needs at least {QueryLimits.PrefixLength} letters before it; write more of the word."));

        return exact
            ? new QueryTerm(text, TermKind.Exact)
            : new QueryTerm(text.ToLowerInvariant(), prefix ? TermKind.Prefix : TermKind.Word);
    }
}
