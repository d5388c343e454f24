using System.Globalization;

namespace Alerts.Detection.Queries;

/// <summary>What a well-written query must be besides: small, possible, and looking for something.</summary>
internal static class QueryChecks
{
    /// <summary>What is wrong with a normalised query; null when nothing is.</summary>
    internal static KeywordQueryError? Check(QueryNode node)
    {
        if (Count(node) > QueryLimits.Terms)
            return new(1, string.Create(CultureInfo.InvariantCulture, $"A query has at most {QueryLimits.Terms} words; leave some out or make two queries of it."));

        if (Depth(node) > QueryLimits.Nesting)
            return new(1, "The query's brackets go too deep; make two queries of it.");

        return Contradiction(node) ?? Unanchored(node);
    }

    private static IReadOnlyList<QueryNode> Children(QueryNode node) => node switch
    {
        AndNode and => and.Operands,
        OrNode or => or.Operands,
        NotNode not => [not.Operand],
        NearNode near => [near.Left, near.Right],
        _ => [],
    };

    private static int Count(QueryNode node) => node is PhraseNode phrase ? phrase.Terms.Count : Math.Max(1, Children(node).Sum(Count));

    private static int Depth(QueryNode node) => node is AndNode or OrNode ? 1 + Children(node).Max(Depth) : 0;

    private static KeywordQueryError? Contradiction(QueryNode node)
    {
        if (node is AndNode and)
        {
            var wanted = and.Operands.Where(each => each is not NotNode).Select(QueryNormalizer.Print).ToHashSet(StringComparer.Ordinal);
            foreach (var not in and.Operands.OfType<NotNode>())
            {
                var name = QueryNormalizer.Print(not.Operand);
                if (wanted.Contains(name))
                    return new(Column(not), $"'{name}' is both wanted and excluded, so nothing can match; remove one of the two.");
            }
        }

        return Children(node).Select(Contradiction).FirstOrDefault(error => error is not null);
    }

    /// <summary>A way to match without any word of title or text: nothing leads to it, and nothing could be shown as evidence.</summary>
    private static KeywordQueryError? Unanchored(QueryNode node)
    {
        if (Anchored(node))
            return null;

        return node switch
        {
            OrNode or => Unanchored(or.Operands.First(each => !Anchored(each))),
            NotNode => new(Column(node), "Excluding alone would match nearly everything; add a word that must occur, on the same side of any OR."),
            AndNode and => Unanchored(and.Operands[0]),
            _ => new(Column(node), "source: and lang: only narrow a search; add a word that must occur, on the same side of any OR."),
        };
    }

    private static bool Anchored(QueryNode node) => node switch
    {
        AndNode and => and.Operands.Any(Anchored),
        OrNode or => or.Operands.All(Anchored),
        NearNode => true,
        PhraseNode phrase => phrase.Field != QueryField.Source,
        _ => false,
    };

    private static int Column(QueryNode node) => node switch
    {
        PhraseNode phrase => phrase.Column,
        LanguageNode language => language.Column,
        _ => Children(node).Min(Column),
    };
}
