using System.Globalization;
using System.Text;

namespace Alerts.Detection.Queries;

/// <summary>
/// Brings a query into its one form: NOT only in front of single operands (De Morgan), nested ANDs and ORs flat,
/// operands once and in ordinal order. Applied to its own result it changes nothing.
/// </summary>
internal static class QueryNormalizer
{
    internal static QueryNode Normalize(QueryNode node, bool negated = false) => node switch
    {
        NotNode not => Normalize(not.Operand, !negated),
        AndNode and => Combine(and.Operands.Select(each => Normalize(each, negated)), or: negated),
        OrNode or => Combine(or.Operands.Select(each => Normalize(each, negated)), or: !negated),
        NearNode near => Negate(Ordered(near), negated),
        _ => Negate(node, negated),
    };

    /// <summary>The query as text that parses to the same query.</summary>
    internal static string Print(QueryNode node)
    {
        var text = new StringBuilder();
        Print(node, text, inside: false);
        return text.ToString();
    }

    private static QueryNode Negate(QueryNode atom, bool negated) => negated ? new NotNode(atom) : atom;

    private static NearNode Ordered(NearNode near) => string.CompareOrdinal(Print(near.Left), Print(near.Right)) <= 0
        ? near
        : new NearNode(near.Right, near.Left, near.Distance);

    private static QueryNode Combine(IEnumerable<QueryNode> operands, bool or)
    {
        var flat = operands
            .SelectMany(each => each switch
            {
                AndNode inner when !or => inner.Operands,
                OrNode nested when or => nested.Operands,
                _ => [each],
            })
            .DistinctBy(Print, StringComparer.Ordinal)
            .OrderBy(each => each is NotNode)
            .ThenBy(Print, StringComparer.Ordinal)
            .ToArray();

        if (flat is [var single])
            return single;

        return or ? new OrNode(flat) : new AndNode(flat);
    }

    private static void Print(QueryNode node, StringBuilder text, bool inside)
    {
        switch (node)
        {
            case AndNode and:
                Join(and.Operands, " AND ", text, inside);
                break;
            case OrNode or:
                Join(or.Operands, " OR ", text, inside);
                break;
            case NotNode not:
                text.Append("NOT ");
                Print(not.Operand, text, inside: true);
                break;
            case NearNode near:
                Print(near.Left, text, inside: true);
                text.Append(CultureInfo.InvariantCulture, $" NEAR/{near.Distance} ");
                Print(near.Right, text, inside: true);
                break;
            case LanguageNode language:
                text.Append("lang:").Append(language.Tag);
                break;
            case PhraseNode phrase:
                Print(phrase, text);
                break;
        }
    }

    private static void Join(IReadOnlyList<QueryNode> operands, string by, StringBuilder text, bool inside)
    {
        if (inside)
            text.Append('(');

        for (var i = 0; i < operands.Count; i++)
        {
            if (i > 0)
                text.Append(by);

            Print(operands[i], text, inside: true);
        }

        if (inside)
            text.Append(')');
    }

    private static void Print(PhraseNode phrase, StringBuilder text)
    {
        text.Append(phrase.Field switch
        {
            QueryField.Title => "title:",
            QueryField.Source => "source:",
            _ => "",
        });

        if (phrase.Terms[0].Kind == TermKind.Exact)
            text.Append('=');

        var quote = phrase.Terms.Count > 1 ? "\"" : "";
        text.Append(quote);
        for (var i = 0; i < phrase.Terms.Count; i++)
        {
            if (i > 0)
                text.Append(' ');

            text.Append(phrase.Terms[i].Text);
            if (phrase.Terms[i].Kind == TermKind.Prefix)
                text.Append('*');
        }

        text.Append(quote);
    }
}
