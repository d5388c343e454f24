using System.Globalization;

namespace Alerts.Detection.Queries;

/// <summary>Why a query was refused.</summary>
/// <param name="Column">Where, from 1, in UTF-16 units of the query as written.</param>
/// <param name="Message">What is wrong and how to mend it, one sentence for the person who wrote the query.</param>
public sealed record KeywordQueryError(int Column, string Message)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Column {Column}: {Message}");
}
