namespace Alerts.Detection.Queries;

/// <summary>A query as the index keeps it.</summary>
/// <param name="Key">The caller's id.</param>
/// <param name="Code">See <see cref="QueryProgram"/>.</param>
/// <param name="Newest">The highest term id in it.</param>
internal sealed record IndexedQuery(string Key, int[] Code, int Newest);
