namespace Alerts.Detection.Queries;

internal enum TokenKind
{
    Open,
    Close,
    And,
    Or,
    Not,
    Near,
    Field,
    Language,

    /// <summary>A word or a phrase.</summary>
    Phrase,
    End,
}

/// <summary>A token of a query.</summary>
/// <param name="Column">Where it starts, from 1.</param>
/// <param name="Phrases">A phrase's spellings (more than one for hyphenated words); empty for other tokens.</param>
/// <param name="Field">For a field, which.</param>
/// <param name="Distance">For NEAR, its n.</param>
/// <param name="Tag">For a language, its tag.</param>
internal sealed record QueryToken(
    TokenKind Kind,
    int Column,
    IReadOnlyList<IReadOnlyList<QueryTerm>> Phrases,
    QueryField Field = QueryField.Any,
    int Distance = 0,
    string? Tag = null)
{
    internal QueryToken(TokenKind kind, int column)
        : this(kind, column, [])
    {
    }
}
