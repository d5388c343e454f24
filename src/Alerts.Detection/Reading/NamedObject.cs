using Alerts.Detection.Lexicon;

namespace Alerts.Detection.Reading;

/// <summary>
/// Tells a mention that names what the proposition puts an end to ("disposable vapes" where "disposable vapes are banned"):
/// to outlaw it is to be for the proposition, to allow it against.
/// </summary>
internal static class NamedObject
{
    public static bool IsIn(Topic topic, string mention, EnglishLexicon lexicon)
    {
        var words = topic.Proposition.ToLowerInvariant().Split([' ', ',', '/', ';', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        var ends = Array.FindIndex(words, w => lexicon[w] is var info && (info.Forms & VerbForm.Participle) != 0 && (info.Lemma is "phase" or "shut" or "reduce" or "cut" or "lower" or "halve" or "remove" or "strip" || (info.Lemma == "take" && w == "taken" && topic.Proposition.Contains("taken off", StringComparison.OrdinalIgnoreCase)) || info.Verbs.Exists(v => v.Object is Effect.Reject or Effect.Drop or Effect.Quit && v is { Fixed.Length: 0, Gap: false })));
        if (ends <= 0 || words[ends - 1] is not ("is" or "are"))
            return false;

        // "companion chatbots" are chatbots; "a ban on chatbots" is the proposition itself.
        var named = mention.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Array.IndexOf(words, named[^1], 0, ends) >= 0 && Array.TrueForAll(named, w => Array.IndexOf(words, w, 0, ends) >= 0 || !(Ends(lexicon[w]) || w.EndsWith("ure", StringComparison.Ordinal) || w.EndsWith("tion", StringComparison.Ordinal) || w.EndsWith("ing", StringComparison.Ordinal) || w.EndsWith("al", StringComparison.Ordinal) || w.EndsWith("ment", StringComparison.Ordinal)));

        static bool Ends(WordInfo info) => info.Head is not Effect.None || info.Nouns.Count > 0 || info.Verbs.Exists(v => v.Object is Effect.Reject or Effect.Drop or Effect.Quit);
    }
}
