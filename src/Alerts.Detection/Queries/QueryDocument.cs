namespace Alerts.Detection.Queries;

/// <summary>
/// An article, cut into words once for all queries. Immutable, safe to share between threads.
/// Words are runs of letters and digits, compared without case and diacritics; a possessive's <c>'s</c> is no part
/// of a word; a hyphenated word is found by its parts and as one word.
/// </summary>
public sealed class QueryDocument
{
    /// <summary>Positions between title and text, more than any NEAR/n spans, so that nothing matches across.</summary>
    private const int Gap = QueryLimits.Near + 1;

    private readonly string[] sources;
    private readonly string[] languages;
    private readonly string?[] quotes;

    /// <param name="title">The headline, plain text; null where there is none.</param>
    /// <param name="text">The body, plain text.</param>
    /// <param name="source">Name or host of the publisher; null where unknown, and then <c>source:</c> matches nothing.</param>
    /// <param name="language">BCP 47 tag; null is read as English.</param>
    public QueryDocument(string? title, string text, string? source = null, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        Title = title ?? "";
        Text = text;
        Words = new DocumentWords(Title.Length + text.Length);
        Words.Add(Title);
        TitleSentences = Words.Sentences.Count;
        TitleOccurrences = Words.Occurrences.Length;
        Words.Skip(Gap);
        Words.Add(text);
        Words.Finish();
        quotes = new string?[Words.Sentences.Count];
        sources = source is null ? [] : DocumentWords.Simple(source);
        languages = Leading((language ?? "en").Replace('_', '-').ToLowerInvariant());
    }

    public string Title { get; }

    public string Text { get; }

    internal DocumentWords Words { get; }

    /// <summary>Occurrences below this number are in the title.</summary>
    internal int TitleOccurrences { get; }

    /// <summary>Sentences below this number are in the title.</summary>
    internal int TitleSentences { get; }

    /// <summary>A sentence, verbatim; made once, since many queries show the same ones.</summary>
    internal string Quote(int sentence)
    {
        var span = Words.Sentences[sentence];
        return quotes[sentence] ??= (sentence < TitleSentences ? Title : Text)[span.Start..span.End];
    }

    /// <summary>Whether the tag is the document's or a leading part of it.</summary>
    internal bool Speaks(string tag) => Array.IndexOf(languages, tag) >= 0;

    /// <summary>Whether the words stand one after the other in the source's name.</summary>
    internal bool IsFrom(IReadOnlyList<QueryTerm> terms)
    {
        for (var start = 0; start + terms.Count <= sources.Length; start++)
        {
            var i = 0;
            while (i < terms.Count && Accepts(terms[i], sources[start + i]))
                i++;

            if (i == terms.Count)
                return true;
        }

        return false;
    }

    private static bool Accepts(QueryTerm term, string word) => term.Kind switch
    {
        TermKind.Word => word.Equals(term.Text, StringComparison.OrdinalIgnoreCase),
        TermKind.Prefix => word.StartsWith(term.Text, StringComparison.OrdinalIgnoreCase),
        _ => word == term.Text,
    };

    private static string[] Leading(string tag)
    {
        var parts = tag.Split('-');
        return [.. Enumerable.Range(1, parts.Length).Select(count => string.Join('-', parts.Take(count)))];
    }
}
