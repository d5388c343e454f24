using Alerts.Detection.Lexicon;

namespace Alerts.Detection;

/// <summary>An operator's own verbs, nouns, adjectives and cues, added to those of the language files. Read by <see cref="DetectionData.ReadWords"/>.</summary>
public sealed class LanguageAdditions
{
    internal LanguageAdditions(string name, IReadOnlyList<Addition> words, IReadOnlyDictionary<string, IReadOnlyList<string>> cues) => (Name, Words, Cues) = (name, words, cues);

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>What it adds, each as the file has it: <c>feed ... to the sharks (drop)</c>, <c>in a bombshell move (newness)</c>.</summary>
    public IReadOnlyList<string> Entries => [.. Words.Select(w => $"{w.Text} ({w.Group})"), .. Cues.SelectMany(c => c.Value.Select(phrase => $"{phrase} ({c.Key})"))];

    internal IReadOnlyList<Addition> Words { get; }

    /// <summary>By the list of cues.yaml they are added to.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Cues { get; }

    /// <summary>A pattern and where it belongs.</summary>
    /// <param name="Kind">Whether it is a verb, a noun or an adjective.</param>
    /// <param name="Group">The group of verbs in acts.yaml, or the effect of a noun or an adjective.</param>
    /// <param name="Text">As in acts.yaml: <c>walk away &gt;from|of</c>.</param>
    internal readonly record struct Addition(AdditionKind Kind, string Group, string Text);
}
