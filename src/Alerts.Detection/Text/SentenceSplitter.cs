namespace Alerts.Detection.Text;

/// <summary>
/// Cuts a text into sentences. A line break always ends one; a full stop does unless it belongs to an abbreviation, an initial
/// or a number. What runs on without end is cut between words, since reading a sentence takes the square of its length.
/// </summary>
internal static class SentenceSplitter
{
    /// <summary>Characters; the longest sentences of real news have a third of it.</summary>
    public const int Longest = 2_000;

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sgt", "capt", "adm", "maj", "brig", "cmdr", "gov", "sen", "rep", "reps", "sens",
        "rev", "hon", "st", "sr", "jr", "no", "vs", "etc", "inc", "corp", "co", "ltd", "bros", "dept", "est", "approx",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "min", "amb", "pres", "fig", "al", "ca", "e.g", "i.e", "cf",
    };

    // Abbreviations after which a capital starts a new sentence more often than not.
    private static readonly HashSet<string> MayEnd = new(StringComparer.OrdinalIgnoreCase) { "inc", "corp", "co", "ltd", "etc", "bros", "est" };

    public static List<TextSpan> Split(string text)
    {
        var sentences = new List<TextSpan>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\n' or '\r')
            {
                Add(text, start, i, sentences);
                start = i + 1;
            }
            else if (c is '.' or '!' or '?' && EndsSentence(text, i))
            {
                var end = i + 1;
                while (end < text.Length && text[end] is '"' or '\'' or ')' or ']' or '.' or '!' or '?')
                    end++;
                Add(text, start, end, sentences);
                start = end;
                i = end - 1;
            }
        }

        Add(text, start, text.Length, sentences);
        return sentences;
    }

    private static bool EndsSentence(string text, int i)
    {
        var next = i + 1;
        while (next < text.Length && text[next] is '"' or '\'' or ')' or ']' or '.' or '!' or '?')
            next++;
        if (next < text.Length && !char.IsWhiteSpace(text[next]))
            return false;
        var follow = next;
        while (follow < text.Length && text[follow] == ' ')
            follow++;
        if (follow >= text.Length || text[follow] is '\n' or '\r')
            return true;
        if (char.IsLower(text[follow]))
            return false;
        if (text[i] != '.')
            return true;

        var word = i;
        while (word > 0 && (char.IsLetter(text[word - 1]) || text[word - 1] == '.'))
            word--;
        var before = text.AsSpan(word, i - word);
        if (before.IsEmpty)
            return true;

        // An initial: "J. Smith". Initialisms (U.S.) end a sentence only before a word that starts one.
        if (before.Length == 1 && char.IsUpper(before[0]))
            return false;
        if (before.Contains('.'))
            return StartsSentence(text, follow);
        return !Abbreviations.Contains(before.ToString()) || (MayEnd.Contains(before.ToString()) && StartsSentence(text, follow));
    }

    private static bool StartsSentence(string text, int follow)
    {
        var end = follow;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        return text.AsSpan(follow, end - follow) is "The" or "A" or "An" or "It" or "He" or "She" or "They" or "But" or "And" or "In" or "On" or "At" or "This" or "That" or "These" or "Those" or "However" or "Its" or "His" or "Her" or "Their" or "For" or "As" or "If" or "When" or "While" or "After" or "Earlier" or "Last" or "Meanwhile" or "Both" or "Asked" or "There" or "We";
    }

    private static void Add(string text, int start, int end, List<TextSpan> sentences)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end - start > Longest)
        {
            var space = text.AsSpan(start, Longest).LastIndexOf(' ');
            var cut = start + (space > 0 ? space : char.IsLowSurrogate(text[start + Longest]) ? Longest - 1 : Longest);
            sentences.Add(new TextSpan(start, cut));
            start = cut;
            while (start < end && char.IsWhiteSpace(text[start]))
                start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        if (end > start)
            sentences.Add(new TextSpan(start, end));
    }
}
