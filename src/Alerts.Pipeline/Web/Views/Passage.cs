namespace Alerts.Pipeline.Web.Views;

/// <summary>A sentence cut at the quote that proves the finding; the three parts joined are the sentence, verbatim.</summary>
public sealed record Passage(string Before, string Quote, string After)
{
    /// <summary>The sentence without a mark.</summary>
    public string Sentence => Before + Quote + After;

    private const int MostAround = 160;
    private const int MostQuoted = 320;

    /// <summary>So much of it as a list has room for: the quote's beginning, and some words before and after.</summary>
    public Passage Brief
    {
        get
        {
            var before = Before.Length <= MostAround ? Before : "\u2026 " + Before[Math.Max(Before.IndexOf(' ', Before.Length - MostAround) + 1, Before.Length - MostAround)..];
            var (quote, after) = Quote.Length <= MostQuoted ? (Quote, After) : (Cut(Quote, MostQuoted), "");
            return new(before, quote, after.Length <= MostAround ? after : Cut(after, MostAround));
        }
    }

    /// <summary>Cuts <paramref name="sentence"/> at [<paramref name="start"/>, <paramref name="start"/> + <paramref name="length"/>), UTF-16 units.
    /// A range outside the sentence marks the whole of it, so that a page never loses its proof.</summary>
    public static Passage Cut(string sentence, int start, int length) =>
        start < 0 || length <= 0 || start + length > sentence.Length
            ? new Passage("", sentence, "")
            : new Passage(sentence[..start], sentence.Substring(start, length), sentence[(start + length)..]);

    private static string Cut(string text, int most)
    {
        var end = text.LastIndexOf(' ', most - 1, most);
        return text[..(end > most / 2 ? end : most - (char.IsHighSurrogate(text[most - 1]) ? 1 : 0))] + " \u2026";
    }

    /// <summary>Cuts <paramref name="sentence"/> at the first place where <paramref name="quote"/> stands; the quote alone where it does not.</summary>
    public static Passage Find(string sentence, string quote)
    {
        var start = quote.Length == 0 ? -1 : sentence.IndexOf(quote, StringComparison.Ordinal);
        return start < 0 ? new Passage("", quote.Length == 0 ? sentence : quote, "") : Cut(sentence, start, quote.Length);
    }
}
