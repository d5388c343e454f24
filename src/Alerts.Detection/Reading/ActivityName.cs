using Alerts.Detection.Lexicon;

namespace Alerts.Detection.Reading;

/// <summary>
/// Tells whether a mention that begins with an -ing form names the activity as a noun would ("opposed closing the
/// reactors", "closing the reactors was dropped") or says that it is done ("is closing the reactors").
/// </summary>
internal static class ActivityName
{
    private static readonly string[] Doing = ["by", "after", "before", "while", "when", "without", "since", "upon", "in", "and", "or", "but", "not", "than"];

    // Verbs that take an activity and say how far it has got: the grammar of governors reads those.
    private static readonly string[] Phases = ["start", "begin", "stop", "keep", "continue", "resume", "cease", "finish", "quit", "risk", "mean", "involve", "avoid", "resist", "consider", "contemplate", "mull", "weigh", "delay", "postpone", "regret", "deny", "admit", "halt", "suspend", "propose", "suggest", "recommend", "urge", "discuss", "debate", "defer"];

    /// <summary>Whether it stands for a noun.</summary>
    /// <param name="lexicon">The words of English.</param>
    /// <param name="text">The normalized text.</param>
    /// <param name="start">Where the mention starts.</param>
    /// <param name="end">Where it ends.</param>
    public static bool Is(EnglishLexicon lexicon, string text, int start, int end)
    {
        var word = WordBefore(lexicon, text, start, out var at, out var comma);
        if (comma)
            return false;
        if (word.Length == 0 || word == "that")
            return Verb(lexicon, text, end); // "Closing the reactors was dropped"
        if ((word == "from" && FollowsActivity(text, end, " to ")) || (word == "to" && text.LastIndexOf("from ", start, Math.Min(start, 30), StringComparison.Ordinal) >= 0))
            return false; // "moved from holding rates to raising them"
        var info = lexicon[word];
        if (Array.IndexOf(Doing, word) >= 0 || info.Has(WordClass.Be) || info.Has(WordClass.Have) || info.Has(WordClass.Negation) || info.Has(WordClass.Pronoun))
            return false;
        if (info.Has(WordClass.Preposition))
            return true;
        if (info.Forms == VerbForm.None || Array.IndexOf(Phases, info.Lemma) >= 0)
            return false;
        return !info.Has(WordClass.Nounable) || ((info.Forms & VerbForm.Third) != 0 && Subject(lexicon, text, at));
    }

    private static bool FollowsActivity(string text, int end, string preposition)
    {
        if (string.CompareOrdinal(text, end, preposition, 0, preposition.Length) != 0)
            return false;
        var from = end + preposition.Length;
        var to = from;
        while (to < text.Length && char.IsLetter(text[to]))
            to++;
        return text.AsSpan(from, to - from).EndsWith("ing", StringComparison.Ordinal);
    }

    // "France now regards", "it supports": what stands before the verb can be its subject.
    private static bool Subject(EnglishLexicon lexicon, string text, int verb)
    {
        var word = WordBefore(lexicon, text, verb, out var at, out var comma);
        return !comma && word.Length > 0 && (char.IsUpper(text[at]) || lexicon[word].Has(WordClass.Pronoun | WordClass.BodyNoun | WordClass.OfficeNoun));
    }

    // The word before, adverbs passed over; empty where the sentence begins.
    private static string WordBefore(EnglishLexicon lexicon, string text, int start, out int at, out bool comma)
    {
        (comma, at) = (false, start);
        var end = start;
        while (true)
        {
            while (end > 0 && text[end - 1] is ' ')
                end--;
            if (end == 0 || text[end - 1] is '.' or '!' or '?' or '\n' or '"' or ':')
                return "";
            if (text[end - 1] is ',' or ';' or '-')
            {
                comma = true;
                return "";
            }

            var from = end;
            while (from > 0 && (char.IsLetterOrDigit(text[from - 1]) || text[from - 1] is '\'' or '-'))
                from--;
            if (from == end)
                return "";
            var word = text[from..end].ToLowerInvariant();
            at = from;
            if (!lexicon[word].Has(WordClass.Adverb))
                return word;
            end = from;
        }
    }

    // Whether the next word can only be a finite verb.
    private static bool Verb(EnglishLexicon lexicon, string text, int end)
    {
        var from = end;

        // "Closing the reactors, long rejected by Paris, was ..."
        if (from < text.Length && text[from] == ',' && text.IndexOf(',', from + 1, Math.Min(80, text.Length - from - 1)) is > 0 and var second)
            from = second + 1;
        while (from < text.Length && text[from] is ' ')
            from++;
        var to = from;
        while (to < text.Length && char.IsLetter(text[to]))
            to++;
        var info = lexicon[text[from..to].ToLowerInvariant()];
        return info.Has(WordClass.Be) || info.Has(WordClass.Have) || info.Has(WordClass.Modal) || ((info.Forms & (VerbForm.Past | VerbForm.Third)) != 0 && !info.Has(WordClass.Nounable));
    }
}
