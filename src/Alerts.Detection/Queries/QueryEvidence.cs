namespace Alerts.Detection.Queries;

/// <summary>A sentence that shows why a query matched.</summary>
/// <param name="Part">The part of the document the spans point into.</param>
/// <param name="Span">The sentence, or of a very long one the stretch around the words.</param>
/// <param name="Quote">The characters at <paramref name="Span"/>, verbatim.</param>
/// <param name="Terms">The words looked for, within <paramref name="Span"/>, in order, apart from each other; at least one.</param>
public sealed record QueryEvidence(TextPart Part, TextSpan Span, string Quote, IReadOnlyList<TextSpan> Terms);
