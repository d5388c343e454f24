namespace Alerts.Detection.Text;

/// <summary>The place and agency before an article's first words: "BRUSSELS (Reuters) - ", "KYIV, Dec 14 — ". It names no actor.</summary>
internal static class Dateline
{
    private const int Longest = 60;

    /// <summary>The first character after a dateline, or the sentence's own start where it has none.</summary>
    public static int Skip(string text, TextSpan sentence)
    {
        var end = Math.Min(sentence.End, sentence.Start + Longest);
        var dash = -1;
        for (var i = sentence.Start + 2; i + 1 < end && dash < 0; i++)
        {
            if (text[i] is '-' or '\u2014' && text[i + 1] == ' ' && (text[i - 1] == ' ' || text[i] == '\u2014'))
                dash = i;
        }

        if (dash < 0)
            return sentence.Start;

        // A place in capitals, or any place followed by an agency in brackets; else it is an aside in a sentence.
        var head = text.AsSpan(sentence.Start, dash - sentence.Start).Trim();
        var word = head;
        var stop = head.IndexOfAny(" ,(/");
        if (stop > 0)
            word = head[..stop];
        var capitals = word.Length > 1;
        foreach (var c in word)
            capitals &= !char.IsLower(c);
        if (!capitals && !head.EndsWith(")", StringComparison.Ordinal))
            return sentence.Start;
        var start = dash + 1;
        while (start < sentence.End && text[start] == ' ')
            start++;
        return start;
    }
}
