namespace Alerts.Detection;

/// <summary>A proposition with a direction.</summary>
/// <param name="Id">Lower-case words with hyphens, e.g. <c>nato-membership</c>.</param>
/// <param name="Name">For people: "NATO membership".</param>
/// <param name="Proposition">What a position in favor is in favor of, e.g. "the candidate joins NATO".</param>
/// <param name="Family">E.g. <c>security</c>.</param>
public sealed record Topic(string Id, string Name, string Proposition, string Family);
