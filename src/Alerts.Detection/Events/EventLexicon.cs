using Alerts.Detection.Lexicon;
using Alerts.Detection.Loading;

namespace Alerts.Detection.Events;

/// <summary>CAMEO roots by verb and noun, read from events.yaml.</summary>
internal sealed class EventLexicon
{
    private readonly Dictionary<string, List<(ActPattern Pattern, string Root)>> verbs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> nouns = new(StringComparer.Ordinal);
    private readonly HashSet<string> light;
    private readonly HashSet<string> through;

    private EventLexicon(YamlFile file)
    {
        foreach (var (root, patterns) in file.Map("verbs") ?? [])
        {
            foreach (var text in patterns)
            {
                var (first, pattern) = ActPattern.Parse(text, root, Effect.None, Effect.None, Effect.None, root, "");
                if (!verbs.TryGetValue(first, out var list))
                    verbs[first] = list = [];
                list.Add((pattern, root));
            }
        }

        foreach (var list in verbs.Values)
            list.Sort((a, b) => b.Pattern.Weight.CompareTo(a.Pattern.Weight));
        foreach (var (root, words) in file.Map("nouns") ?? [])
        {
            foreach (var word in words)
                nouns.TryAdd(word, root);
        }

        light = [.. file.Strings("light")];
        through = [.. file.Strings("through")];
    }

    public static EventLexicon Shipped { get; } = new(YamlFile.Embedded("language.events.yaml"));

    public IReadOnlyList<(ActPattern Pattern, string Root)> Verbs(string lemma) => verbs.TryGetValue(lemma, out var list) ? list : [];

    public string? Noun(string word) => nouns.GetValueOrDefault(word);

    public bool IsLight(string lemma) => light.Contains(lemma);

    public bool LeadsOn(string lemma) => through.Contains(lemma);
}
