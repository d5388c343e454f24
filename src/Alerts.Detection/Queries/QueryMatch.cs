namespace Alerts.Detection.Queries;

/// <summary>A query that matched a document.</summary>
/// <param name="Key">The key it was added under.</param>
/// <param name="Evidence">Up to three sentences in the order of the document that together show as many of the query's words as they can; never empty.</param>
public sealed record QueryMatch(string Key, IReadOnlyList<QueryEvidence> Evidence);
