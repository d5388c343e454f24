namespace Alerts.Detection.Queries;

/// <summary>Carries an error out of the parser's recursion; <see cref="KeywordQuery"/> lets none escape.</summary>
internal sealed class QuerySyntaxException(int column, string message) : Exception(message)
{
    internal KeywordQueryError Error { get; } = new(column, message);
}
