namespace Alerts.Detection.Queries;

/// <summary>Where a phrase is looked for.</summary>
internal enum QueryField
{
    /// <summary>Title or text.</summary>
    Any,
    Title,
    Source,
}

/// <summary>How a term is compared.</summary>
internal enum TermKind
{
    /// <summary>Spelling without case.</summary>
    Word,

    /// <summary>The first letters, without case.</summary>
    Prefix,

    /// <summary>Spelling with case.</summary>
    Exact,
}

/// <summary>One word of a query, spelled as <see cref="WordReader"/> spells it; lower-case unless exact.</summary>
internal readonly record struct QueryTerm(string Text, TermKind Kind);

/// <summary>A part of a query.</summary>
internal abstract record QueryNode;

internal sealed record AndNode(IReadOnlyList<QueryNode> Operands) : QueryNode;

internal sealed record OrNode(IReadOnlyList<QueryNode> Operands) : QueryNode;

internal sealed record NotNode(QueryNode Operand) : QueryNode;

/// <summary>A word, or words one after the other.</summary>
/// <param name="Column">Where the query has it, from 1.</param>
internal sealed record PhraseNode(QueryField Field, IReadOnlyList<QueryTerm> Terms, int Column) : QueryNode;

/// <summary>Two phrases with at most <paramref name="Distance"/> steps from the last word of one to the first of the other, in either order.</summary>
internal sealed record NearNode(PhraseNode Left, PhraseNode Right, int Distance) : QueryNode;

/// <summary>A language tag (BCP 47), lower-case; matches itself and what it is a leading part of.</summary>
internal sealed record LanguageNode(string Tag, int Column) : QueryNode;
