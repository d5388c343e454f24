namespace Alerts.Pipeline.Opinion;

/// <summary>What an answer is worth: agreement and veto count with a verbatim quote, and nothing else counts.</summary>
internal static class OpinionRule
{
    // Two or three words; less stands in any article.
    private const int LeastQuote = 12;
    private const int MostQuote = 600;
    private const int MostReason = 300;

    /// <param name="answer">As the model gave it; null where none came.</param>
    public static Judgement Decide(string? answer, string? title, string text)
    {
        if (!OpinionAnswer.TryParse(answer, out var said, out var fault))
            return None(fault);
        if (said.Verdict == Verdict.Unsure)
            return new(Verdict.Unsure, Line(said.Reason), null);
        if (said.Quote.Trim().Length < LeastQuote)
            return None($"{said.Verdict} without a quote");
        if (said.Quote.Length > MostQuote)
            return None($"{said.Verdict} with a quote of {said.Quote.Length} characters");
        var verbatim = text.Contains(said.Quote, StringComparison.Ordinal) || title?.Contains(said.Quote, StringComparison.Ordinal) == true;
        return verbatim ? new(said.Verdict, Line(said.Reason), said.Quote) : None($"{said.Verdict} with a quote that is not in the article");
    }

    /// <summary>No answer that counts.</summary>
    public static Judgement None(string why) => new(Verdict.None, Line(why), null);

    // It stands in logs and rows: one line, no control characters, bounded, no half of a pair.
    private static string Line(string reason)
    {
        var line = string.Concat(reason.Trim().Take(MostReason).Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
        return line.Length > 0 && char.IsHighSurrogate(line[^1]) ? line[..^1] : line;
    }
}
