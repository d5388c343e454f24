namespace Alerts.Detection;

/// <summary>Half-open range [<paramref name="Start"/>, <paramref name="End"/>) of UTF-16 units.</summary>
public readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>The proof of a finding.</summary>
/// <param name="Part">The part of the input the spans point into.</param>
/// <param name="Sentence">Span of the whole sentence.</param>
/// <param name="Span">Span of the quote within the part.</param>
/// <param name="Quote">The input's characters at <paramref name="Span"/>, verbatim.</param>
/// <param name="Rule">Id of the rule that fired.</param>
/// <param name="Cue">The words that decided it, as the text has them.</param>
/// <param name="Speaker">Who is quoted or reported as saying it; null where the text speaks for itself.</param>
public sealed record Evidence(TextPart Part, TextSpan Sentence, TextSpan Span, string Quote, string Rule, string? Cue, string? Speaker);
