namespace Alerts.Detection;

/// <summary>A clause that looked like a finding and was not.</summary>
/// <param name="Part">The part of the input the span points into.</param>
/// <param name="Span">The sentence.</param>
/// <param name="Quote">The sentence, verbatim.</param>
/// <param name="Rule">Id of the rule that dropped it.</param>
/// <param name="Reason">Why, for a person: "question: <c>whether</c>", "background: <c>in 2018</c>".</param>
public sealed record DroppedCandidate(TextPart Part, TextSpan Span, string Quote, string Rule, string Reason);
