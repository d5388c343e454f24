using Alerts.Detection;

namespace Alerts.Pipeline.Signals;

/// <summary>A sentence of an article, with the quote that proves a finding.</summary>
/// <param name="Sentence">The whole sentence, verbatim.</param>
/// <param name="Start">Where the quote begins in it, UTF-16 units.</param>
/// <param name="Length">The quote's length.</param>
/// <param name="Rule">Id of the rule that fired; of a keyword match, <c>query</c>.</param>
/// <param name="Cue">The words that decided it.</param>
/// <param name="Speaker">Who is quoted or reported as saying it; null where the text speaks for itself.</param>
public sealed record Proof(string Sentence, int Start, int Length, string Rule, string? Cue, string? Speaker)
{
    // A text without stops is one sentence; a row and a mail hold so much of it.
    private const int Around = 600;
    private const int MostQuoted = 1500;

    /// <summary>The quote, verbatim.</summary>
    public string Quote => Start >= 0 && Length > 0 && Start + Length <= Sentence.Length ? Sentence.Substring(Start, Length) : Sentence;

    /// <summary>The proof of a finding in the text it was found in.</summary>
    public static Proof Of(Evidence evidence, string? title, string text)
    {
        var part = evidence.Part == TextPart.Title ? title ?? "" : text;
        var (sentence, span) = (evidence.Sentence, evidence.Span);
        sentence = new(Math.Max(sentence.Start, span.Start - Around), Math.Min(sentence.End, span.End + Around));
        var whole = span.Length <= MostQuoted && sentence.Start >= 0 && sentence.End <= part.Length && sentence.Start <= span.Start && span.End <= sentence.End;
        return whole
            ? new(part[sentence.Start..sentence.End], span.Start - sentence.Start, span.Length, evidence.Rule, evidence.Cue, evidence.Speaker)
            : Alone(evidence);
    }

    private static Proof Alone(Evidence evidence)
    {
        var quote = evidence.Quote.Length <= MostQuoted ? evidence.Quote : evidence.Quote[..MostQuoted];
        return new(quote, 0, quote.Length, evidence.Rule, evidence.Cue, evidence.Speaker);
    }
}
