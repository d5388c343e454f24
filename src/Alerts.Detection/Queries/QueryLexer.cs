using System.Globalization;

namespace Alerts.Detection.Queries;

/// <summary>Cuts a query into tokens.</summary>
internal sealed class QueryLexer(string query)
{
    private int at;

    /// <exception cref="QuerySyntaxException">A token cannot be read.</exception>
    internal QueryToken Next()
    {
        while (at < query.Length && IsBlank(query[at]))
            at++;

        if (at == query.Length)
            return new QueryToken(TokenKind.End, at + 1);

        var column = at + 1;
        switch (query[at])
        {
            case '(':
                at++;
                return new QueryToken(TokenKind.Open, column);
            case ')':
                at++;
                return new QueryToken(TokenKind.Close, column);
            case '-' or '\u2010' or '\u2011' or '\u2013' or '\u2212':
                at++;
                return at < query.Length && !IsBlank(query[at])
                    ? new QueryToken(TokenKind.Not, column)
                    : throw new QuerySyntaxException(column, "A dash by itself means nothing here; leave it out, or write -word to exclude a word.");
            case '=':
                at++;
                return at < query.Length && IsQuote(query[at]) ? Quoted(column, exact: true) : Word(column, Chunk(), exact: true);
            case var quote when IsQuote(quote):
                return Quoted(column, exact: false);
            default:
                return Bare(column);
        }
    }

    private QueryToken Bare(int column)
    {
        var start = at;
        var chunk = Chunk();
        switch (chunk)
        {
            case "AND":
                return new QueryToken(TokenKind.And, column);
            case "OR":
                return new QueryToken(TokenKind.Or, column);
            case "NOT":
                return new QueryToken(TokenKind.Not, column);
            case "&&" or "&" or "+":
                throw new QuerySyntaxException(column, $"'{chunk}' is not an operator; write AND, or nothing.");
            case "||" or "|":
                throw new QuerySyntaxException(column, $"'{chunk}' is not an operator; write OR.");
        }

        if (chunk.StartsWith('!'))
            throw new QuerySyntaxException(column, "'!' is not an operator; write NOT word or -word.");

        if (chunk == "NEAR" || chunk.StartsWith("NEAR/", StringComparison.Ordinal))
            return Near(column, chunk);

        var colon = chunk.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !chunk[..colon].All(char.IsLetter))
            return Word(column, chunk, exact: false);

        at = start + colon + 1;
        return Field(column, chunk[..colon]);
    }

    private QueryToken Field(int column, string name)
    {
        if (at == query.Length || IsBlank(query[at]) || query[at] == ')')
            throw new QuerySyntaxException(column, $"'{name}:' has nothing behind it; write the word right after the colon, without a space.");

        if (name.Equals("title", StringComparison.OrdinalIgnoreCase))
            return new QueryToken(TokenKind.Field, column, [], QueryField.Title);

        if (name.Equals("source", StringComparison.OrdinalIgnoreCase))
            return new QueryToken(TokenKind.Field, column, [], QueryField.Source);

        if (!name.Equals("lang", StringComparison.OrdinalIgnoreCase))
            throw new QuerySyntaxException(column, $"'{name}:' is not a field; use title:, source: or lang:, or put the words in quotes.");

        var tag = Chunk().Replace('_', '-').ToLowerInvariant();
        return tag.Length is >= 2 and <= 35 && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && tag.Split('-').All(part => part.Length is > 0 and <= 8)
            ? new QueryToken(TokenKind.Language, column, [], Tag: tag)
            : throw new QuerySyntaxException(column, $"'{tag}' is not a language; write a code such as lang:en or lang:pt-BR.");
    }

    private static QueryToken Near(int column, string chunk)
    {
        if (chunk.Length > 5
            && int.TryParse(chunk.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var distance)
            && distance is >= 1 and <= QueryLimits.Near)
            return new QueryToken(TokenKind.Near, column, [], Distance: distance);

        throw new QuerySyntaxException(
            column,
            string.Create(CultureInfo.InvariantCulture, $"'{chunk}' needs a number of words from 1 to {QueryLimits.Near}; write for example NEAR/5."));
    }

    private QueryToken Quoted(int column, bool exact)
    {
        var open = ++at;
        while (at < query.Length && !IsQuote(query[at]))
            at++;

        if (at == query.Length)
            throw new QuerySyntaxException(column, "The quote opened here is not closed; add a second quotation mark.");

        var phrase = new QueryPhrase(column, exact);
        var inner = query[open..at++];
        for (var start = 0; start < inner.Length;)
        {
            var end = start;
            while (end < inner.Length && !IsBlank(inner[end]))
                end++;

            if (end > start)
                phrase.Add(inner[start..end], open + start + 1);

            start = end + 1;
        }

        return phrase.Token("Between the quotes there is no word; put one in, or leave the quotes out.");
    }

    private static QueryToken Word(int column, string chunk, bool exact)
    {
        var phrase = new QueryPhrase(column, exact);
        phrase.Add(chunk, column + (exact ? 1 : 0));
        return phrase.Token(
            chunk.Length == 0
                ? "'=' has nothing behind it; write the word right after it, for example =US."
                : $"'{chunk}' has no letter or digit; leave it out.");
    }

    private string Chunk()
    {
        var start = at;
        while (at < query.Length && !IsBlank(query[at]) && query[at] is not ('(' or ')') && !IsQuote(query[at]))
            at++;

        return query[start..at];
    }

    private static bool IsBlank(char unit) => char.IsWhiteSpace(unit) || char.IsControl(unit);

    private static bool IsQuote(char unit) => unit is '"' or '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u00AB' or '\u00BB' or '\uFF02';
}
