using System.Globalization;

namespace Alerts.Detection.Queries;

/// <summary>
/// Reads a query by recursive descent. From loose to tight: OR, AND (also between two operands with nothing
/// between them), NOT and the leading dash, NEAR, fields, brackets.
/// </summary>
internal sealed class QueryParser
{
    private readonly QueryLexer lexer;
    private QueryToken token;
    private int depth;

    private QueryParser(string query)
    {
        lexer = new QueryLexer(query);
        token = lexer.Next();
    }

    /// <exception cref="QuerySyntaxException">The query cannot be read.</exception>
    internal static QueryNode Parse(string query)
    {
        var parser = new QueryParser(query);
        if (parser.token.Kind == TokenKind.End)
            throw new QuerySyntaxException(1, "The query is empty; write at least one word.");

        var node = parser.Or(QueryField.Any);
        return parser.token.Kind == TokenKind.End
            ? node
            : throw new QuerySyntaxException(parser.token.Column, "This bracket closes nothing; remove it, or add '(' before.");
    }

    private QueryNode Or(QueryField field)
    {
        List<QueryNode> operands = [And(field)];
        while (token.Kind == TokenKind.Or)
        {
            Step();
            operands.Add(And(field));
        }

        return operands is [var single] ? single : new OrNode(operands);
    }

    private QueryNode And(QueryField field)
    {
        List<QueryNode> operands = [Not(field)];
        while (token.Kind is not (TokenKind.Or or TokenKind.Close or TokenKind.End))
        {
            if (token.Kind == TokenKind.And)
                Step();

            operands.Add(Not(field));
        }

        return operands is [var single] ? single : new AndNode(operands);
    }

    private QueryNode Not(QueryField field)
    {
        var odd = false;
        while (token.Kind == TokenKind.Not)
        {
            odd = !odd;
            Step();
        }

        var operand = Near(field);
        return odd ? new NotNode(operand) : operand;
    }

    private QueryNode Near(QueryField field)
    {
        var left = Primary(field);
        if (token.Kind != TokenKind.Near)
            return left;

        // a NEAR/2 b NEAR/3 c: b is near a, and c is near b.
        List<QueryNode> links = [];
        while (token.Kind == TokenKind.Near)
        {
            var near = token;
            Step();
            var right = Primary(field);
            links.Add(Link(left, right, near));
            left = right;
        }

        return links is [var single] ? single : new AndNode(links);
    }

    private static QueryNode Link(QueryNode left, QueryNode right, QueryToken near)
    {
        var lefts = Phrases(left, near).ToArray();
        var rights = Phrases(right, near).ToArray();
        if (lefts.Length * rights.Length > QueryLimits.Terms)
            throw new QuerySyntaxException(near.Column, "This NEAR joins too many alternatives; leave some words out or make two queries.");

        var pairs = (from l in lefts from r in rights select (QueryNode)new NearNode(l, r, near.Distance)).ToArray();
        return pairs is [var single] ? single : new OrNode(pairs);
    }

    private static IEnumerable<PhraseNode> Phrases(QueryNode operand, QueryToken near) => operand switch
    {
        PhraseNode { Field: not QueryField.Source } phrase => [phrase],
        OrNode or => or.Operands.SelectMany(each => Phrases(each, near)),
        _ => throw new QuerySyntaxException(near.Column, "NEAR joins words, phrases and groups such as (a OR b); move anything else outside of it with AND."),
    };

    private QueryNode Primary(QueryField field)
    {
        var first = token;
        switch (first.Kind)
        {
            case TokenKind.Phrase:
                Step();
                var phrases = first.Phrases.Select(QueryNode (terms) => new PhraseNode(field, terms, first.Column)).ToArray();
                return phrases is [var single] ? single : new OrNode(phrases);

            case TokenKind.Language:
                Step();
                return field == QueryField.Any
                    ? new LanguageNode(first.Tag ?? "", first.Column)
                    : throw new QuerySyntaxException(first.Column, "lang: cannot stand inside another field; move it out of the brackets.");

            case TokenKind.Field:
                Step();
                if (field != QueryField.Any && field != first.Field)
                    throw new QuerySyntaxException(first.Column, "A field cannot stand inside another field; move it out of the brackets.");

                if (token.Kind is TokenKind.Not or TokenKind.And or TokenKind.Or or TokenKind.Near)
                    throw new QuerySyntaxException(token.Column, "After a field's colon comes a word, a phrase or a bracket; move NOT or the dash in front of the field.");

                return Primary(first.Field);

            case TokenKind.Open:
                return Bracket(field, first);

            case TokenKind.Close:
                throw new QuerySyntaxException(first.Column, "Before this bracket a word is missing; add it, or remove the bracket.");

            case TokenKind.End:
                throw new QuerySyntaxException(first.Column, "The query ends where a word is missing; add it, or remove the operator before.");

            default:
                throw new QuerySyntaxException(
                    first.Column,
                    "This operator has no word before it; add the word, remove the operator, or put it in quotes to search for it.");
        }
    }

    private QueryNode Bracket(QueryField field, QueryToken open)
    {
        if (++depth > QueryLimits.Nesting)
            throw new QuerySyntaxException(
                open.Column,
                string.Create(CultureInfo.InvariantCulture, $"Brackets go at most {QueryLimits.Nesting} deep; remove some."));

        Step();
        var inner = Or(field);
        if (token.Kind != TokenKind.Close)
            throw new QuerySyntaxException(open.Column, "The bracket opened here is not closed; add ')'.");

        depth--;
        Step();
        return inner;
    }

    private void Step() => token = lexer.Next();
}
