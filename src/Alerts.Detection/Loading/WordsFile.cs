using Alerts.Detection.Lexicon;

namespace Alerts.Detection.Loading;

/// <summary>Reads an operator's own verbs, nouns, adjectives and cues, and holds each against the language files.</summary>
internal static class WordsFile
{
    private static readonly string[] Sections = ["verbs", "nouns", "adjectives", "cues"];

    /// <exception cref="DataFileException">A fault, with its line and mend.</exception>
    public static LanguageAdditions Read(YamlFile file, EnglishLexicon shipped)
    {
        var words = file.Item("words") ?? throw file.Fault("no `words:` in it", "begin it with `words:` and under it one of verbs, nouns, adjectives, cues");
        if (words.Keys.FirstOrDefault(key => !Sections.Contains(key)) is { } odd)
            throw words.Fault($"`words` has the unknown key `{odd}`", $"use one of {string.Join(", ", Sections)}");
        var additions = new List<LanguageAdditions.Addition>();
        foreach (var item in words.Items("verbs"))
            additions.AddRange(Of(item, AdditionKind.Verb, "group", shipped.VerbGroups, shipped));
        foreach (var item in words.Items("nouns"))
            additions.AddRange(Of(item, AdditionKind.Noun, "effect", shipped.NounEffects, shipped));
        foreach (var item in words.Items("adjectives"))
            additions.AddRange(Of(item, AdditionKind.Adjective, "effect", shipped.AdjectiveEffects, shipped));
        var cues = Cues(words, shipped);
        return Sections.Any(section => words.Keys.Contains(section)) && (additions.Count + cues.Count > 0 || Sections[..3].Any(section => words.Items(section).Count > 0)) ? new(file.Name, additions, cues) : throw words.Fault("nothing to add in it", "add a verb, a noun, an adjective or a cue");
    }

    private static IEnumerable<LanguageAdditions.Addition> Of(YamlFile item, AdditionKind kind, string key, IReadOnlyCollection<string> known, EnglishLexicon shipped)
    {
        var group = item.Text(key) ?? throw item.Fault($"an entry has no `{key}`", $"add one of {string.Join(", ", known)}");
        if (!known.Contains(group))
            throw item.Fault($"`{key}: {group}` is unknown", $"use one of {string.Join(", ", known)}");
        if (item.Keys.FirstOrDefault(name => name != key && name != "add") is { } odd)
            throw item.Fault($"the entry of `{group}` has the unknown key `{odd}`", $"use `{key}` and `add`");
        var texts = item.Strings("add");
        if (texts.Count == 0)
            throw item.Fault($"the entry of `{group}` adds nothing", "write `add: [mothball, feed ... to the sharks]`");
        foreach (var text in texts)
        {
            if (Wrong(text, kind) is { } wrong)
                throw item.Fault($"`{text}` {wrong.What}", wrong.Mend);

            // The shipped files may have learned the word since: that breaks no operator's file.
            if (shipped.GroupOf(kind, text) is { } other && other.EndsWith($"`{group}`", StringComparison.Ordinal))
                continue;
            if (shipped.GroupOf(kind, text) is { } another)
                throw item.Fault($"`{text}` is in {another} already", "take it out, or say more words of it");
            yield return new(kind, group, text);
        }
    }

    private static (string What, string Mend)? Wrong(string text, AdditionKind kind)
    {
        if (text.Any(c => !(char.IsLetter(c) || c is ' ' or '-' or '\'' or '>' or '|' or '.')))
            return ("has a sign that no pattern has", "write words, `...` for an object in between, and >a|b for prepositions at its end");
        if (text.Replace("...", "", StringComparison.Ordinal).Contains('.', StringComparison.Ordinal))
            return ("has a full stop", "write `...`, three of them, for an object in between");
        if (!char.IsLetter(text[0]))
            return ("does not begin with a word", "begin it with the verb, the noun or the adjective");
        var mark = text.IndexOf('>', StringComparison.Ordinal);
        if (mark >= 0 && (text.IndexOf('>', mark + 1) >= 0 || text[(mark + 1)..].Split('|').Any(p => p.Length == 0 || p.Any(c => !char.IsLetter(c)))))
            return ("has no prepositions after its >", "write them as >on|over, at the end");
        return kind != AdditionKind.Verb && text.Contains("...", StringComparison.Ordinal) ? ("has a gap, which only verbs have", "leave out the `...`") : null;
    }

    private static Dictionary<string, IReadOnlyList<string>> Cues(YamlFile words, EnglishLexicon shipped)
    {
        if (words.Item("cues") is not { } lists)
            return [];
        var cues = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var list in lists.Keys)
        {
            if (!EnglishLexicon.OpenCues.Contains(list))
                throw lists.Fault($"`{list}` is no list of cues", $"use one of {string.Join(", ", EnglishLexicon.OpenCues)}");
            var phrases = lists.Strings(list);
            if (phrases.FirstOrDefault(p => p.Any(char.IsUpper)) is { } upper)
                throw lists.Fault($"the cue `{upper}` has a capital", "write cues in lower case; they match in any");
            cues[list] = [.. phrases.Where(p => !shipped.List(list).Contains(p))]; // as with words, one learned since is passed over
        }

        return cues;
    }
}
