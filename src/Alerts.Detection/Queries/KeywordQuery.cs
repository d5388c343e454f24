using System.Diagnostics.CodeAnalysis;

namespace Alerts.Detection.Queries;

/// <summary>
/// What a subscriber looks for: words, "phrases", AND, OR, NOT, brackets, prefix*, NEAR/n, title:, source:, lang:,
/// exact case with =US. Immutable. Two queries that say the same in another order, case or spacing are equal.
/// </summary>
public sealed class KeywordQuery : IEquatable<KeywordQuery>
{
    private KeywordQuery(QueryNode root, string canonical)
    {
        Root = root;
        Canonical = canonical;
    }

    /// <summary>The one way to write this query; parses to an equal query.</summary>
    public string Canonical { get; }

    internal QueryNode Root { get; }

    /// <summary>Reads a query.</summary>
    /// <exception cref="FormatException">It cannot be read; the message names the column and the mend.</exception>
    public static KeywordQuery Parse(string text) =>
        TryParse(text, out var query, out var error) ? query : throw new FormatException(error.ToString());

    /// <summary>Reads a query.</summary>
    /// <param name="text">As the subscriber wrote it; null is read as empty.</param>
    /// <param name="query">The query; null where there is an error.</param>
    /// <param name="error">What is wrong and how to mend it; null where nothing is.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KeywordQuery? query, [NotNullWhen(false)] out KeywordQueryError? error)
    {
        (query, error) = Read(text ?? "");
        return query is not null;
    }

    /// <summary>Whether the query matches; reads the whole article. For many queries use <see cref="QueryIndex"/>.</summary>
    public bool Matches(QueryDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return QueryEvaluator.Matches(Root, document);
    }

    /// <summary>What shows that the query matches; empty where it does not.</summary>
    public IReadOnlyList<QueryEvidence> Find(QueryDocument document)
    {
        if (!Matches(document))
            return [];

        List<EvidenceBuilder.Hit> hits = [];
        var operand = 0;
        QueryEvaluator.Collect(Root, document, hits, ref operand);
        return EvidenceBuilder.Build(document, hits);
    }

    public bool Equals(KeywordQuery? other) => other is not null && Canonical == other.Canonical;

    public override bool Equals(object? obj) => Equals(obj as KeywordQuery);

    public override int GetHashCode() => Canonical.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Canonical;

    private static (KeywordQuery? Query, KeywordQueryError? Error) Read(string text)
    {
        if (text.Length > QueryLimits.Length)
            return (null, TooLong());

        try
        {
            var root = QueryNormalizer.Normalize(QueryParser.Parse(text));
            if (QueryChecks.Check(root) is { } error)
                return (null, error);

            var canonical = QueryNormalizer.Print(root);
            return canonical.Length > QueryLimits.Length ? (null, TooLong()) : (new KeywordQuery(root, canonical), null);
        }
        catch (QuerySyntaxException refused)
        {
            return (null, refused.Error);
        }

        static KeywordQueryError TooLong() =>
            new(QueryLimits.Length + 1, FormattableString.Invariant($"A query has at most {QueryLimits.Length} characters; leave something out or make two queries of it."));
    }
}
