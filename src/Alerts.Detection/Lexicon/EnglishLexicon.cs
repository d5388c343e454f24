using System.Collections.Frozen;
using Alerts.Detection.Loading;

namespace Alerts.Detection.Lexicon;

/// <summary>The words of the detector's language files, by form. Immutable once built.</summary>
internal sealed class EnglishLexicon
{
    private readonly FrozenDictionary<string, WordInfo> words;
    private readonly FrozenDictionary<string, string[]> lists;
    private readonly Dictionary<string, VerbForms> irregular;

    private EnglishLexicon(Dictionary<string, WordInfo> words, Dictionary<string, string[]> lists, Dictionary<string, VerbForms> irregular)
    {
        this.irregular = irregular;
        this.words = words.ToFrozenDictionary(StringComparer.Ordinal);
        this.lists = lists.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The lists of cues.yaml that are looked up as phrases, and that operators may add to.</summary>
    public static readonly string[] OpenCues = ["newness", "continuity", "past-phrases", "exchanges", "gives-in", "turns-round"];

    public static EnglishLexicon Shipped { get; } = With([]);

    /// <summary>Ids of the groups of verbs in acts.yaml.</summary>
    public required IReadOnlyCollection<string> VerbGroups { get; init; }

    /// <summary>Effects that nouns of acts.yaml have.</summary>
    public required IReadOnlyCollection<string> NounEffects { get; init; }

    /// <summary>Effects that adjectives of acts.yaml have.</summary>
    public required IReadOnlyCollection<string> AdjectiveEffects { get; init; }

    /// <summary>The shipped language files with an operator's own words.</summary>
    /// <param name="additions">Read without fault.</param>
    public static EnglishLexicon With(IReadOnlyCollection<LanguageAdditions> additions) => Build(
        YamlFile.Embedded("language.words.yaml"), YamlFile.Embedded("language.cues.yaml"), YamlFile.Embedded("language.acts.yaml"), YamlFile.Embedded("language.events.yaml"), additions);

    public WordInfo this[string lower] => words.TryGetValue(lower, out var info) ? info : WordInfo.Unknown;

    /// <summary>The forms of a verb.</summary>
    public VerbForms FormsOf(string lemma) => irregular.TryGetValue(lemma, out var forms) ? forms : VerbForms.Regular(lemma);

    /// <summary>A list of cues by the name it has in cues.yaml.</summary>
    public string[] List(string name) => lists[name];

    /// <summary>Where a pattern stands in acts.yaml, in words; null where it does not.</summary>
    public string? GroupOf(AdditionKind kind, string text)
    {
        var (first, pattern) = ActPattern.Parse(text, "", Effect.None, Effect.None, Effect.None, "01", "STATEMENT");
        var patterns = kind switch { AdditionKind.Verb => this[first].Verbs, AdditionKind.Noun => this[first].Nouns, _ => this[first].Adjectives };
        var same = patterns.Find(p => p.Id == pattern.Id && p.Gap == pattern.Gap && p.Prepositions.SequenceEqual(pattern.Prepositions));
        return same is null ? null : kind == AdditionKind.Verb ? $"the group `{same.Group}`" : $"the effect `{same.Object.ToString().ToLowerInvariant()}`";
    }

    private static EnglishLexicon Build(YamlFile words, YamlFile cues, YamlFile acts, YamlFile events, IReadOnlyCollection<LanguageAdditions> additions)
    {
        var own = additions.SelectMany(a => a.Words).ToLookup(w => (w.Kind, w.Group), w => w.Text);
        var infos = new Dictionary<string, WordInfo>(StringComparer.Ordinal);
        var irregular = words.Lists("irregular").ToDictionary(f => f[0], f => new VerbForms(f[0], f[1], f[2], f[3], f[4]), StringComparer.Ordinal);

        void Mark(IEnumerable<string> list, WordClass @class)
        {
            foreach (var word in list)
                Get(infos, word).Class |= @class;
        }

        Mark(words.Strings("determiners"), WordClass.Determiner);
        Mark(words.Strings("possessives"), WordClass.Possessive);
        Mark(words.Strings("pronouns"), WordClass.Pronoun);
        Mark(words.Strings("prepositions"), WordClass.Preposition);
        Mark(words.Strings("particles"), WordClass.Particle);
        Mark(words.Strings("conjunctions"), WordClass.Conjunction);
        Mark(words.Strings("subordinators").Where(s => !s.Contains(' ', StringComparison.Ordinal)), WordClass.Subordinator);
        Mark(words.Strings("modals"), WordClass.Modal);
        Mark(words.Strings("be"), WordClass.Be);
        Mark(words.Strings("have"), WordClass.Have);
        Mark(words.Strings("do"), WordClass.Do);
        Mark(words.Strings("negations"), WordClass.Negation);
        Mark(words.Strings("adverbs"), WordClass.Adverb);
        Mark(words.Strings("adjectives"), WordClass.Adjective);
        Mark(cues.Strings("months"), WordClass.Month);
        Mark(cues.Strings("days"), WordClass.Day);
        Mark(cues.Strings("time-nouns"), WordClass.TimeNoun);
        Mark(cues.Strings("third-parties"), WordClass.ThirdParty);
        Mark(cues.Strings("neutral-sources"), WordClass.NeutralSource);
        Mark(cues.Strings("roles"), WordClass.Role);
        Mark(cues.Strings("hedges"), WordClass.Hedge);
        Mark(cues.Strings("continuity"), WordClass.Continuity);
        Mark(cues.Strings("bodies"), WordClass.BodyNoun);
        Mark(cues.Strings("offices"), WordClass.OfficeNoun);
        Mark(cues.Strings("past-adverbs"), WordClass.PastAdverb);
        Mark(cues.Strings("past-titles"), WordClass.PastTitle);

        foreach (var verb in words.Strings("verbs").Concat(irregular.Keys))
            AddVerb(infos, irregular, verb, null);
        foreach (var (_, patterns) in events.Map("verbs") ?? [])
        {
            foreach (var pattern in patterns)
                AddVerb(infos, irregular, pattern.Split(' ', '>')[0].ToLowerInvariant(), null);
        }

        foreach (var group in acts.Items("groups"))
        {
            foreach (var text in group.Strings("verbs").Concat(own[(AdditionKind.Verb, group.Text("id") ?? "")]))
            {
                var (first, pattern) = ActPattern.Parse(text, group.Text("id") ?? "", Parse(group.Text("object")), Parse(group.Text("clause")), Parse(group.Text("subject")), group.Text("cameo") ?? "01", group.Text("plover") ?? "STATEMENT");
                AddVerb(infos, irregular, first, pattern);
            }
        }

        foreach (var group in acts.Items("nouns"))
        {
            foreach (var text in group.Strings("words").Concat(own[(AdditionKind.Noun, group.Text("effect") ?? "")]))
            {
                var (first, pattern) = ActPattern.Parse(text, "noun", Parse(group.Text("effect")), Effect.None, Effect.None, "01", "STATEMENT");
                Get(infos, first).Nouns.Add(pattern);
                Get(infos, Plural(first)).Nouns.Add(pattern);
            }
        }

        foreach (var group in acts.Items("adjectives"))
        {
            foreach (var text in group.Strings("words").Concat(own[(AdditionKind.Adjective, group.Text("effect") ?? "")]))
            {
                var (first, pattern) = ActPattern.Parse(text, "adjective", Parse(group.Text("effect")), Effect.None, Effect.None, "01", "STATEMENT");
                Get(infos, first).Adjectives.Add(pattern);
            }
        }

        foreach (var (effect, list) in acts.Map("heads") ?? [])
        {
            foreach (var word in list)
                Get(infos, word).Head = effect == "other" ? Effect.None : Parse(effect);
        }

        Mark(words.Strings("nounable"), WordClass.Nounable);
        foreach (var word in words.Strings("nounable"))
            Get(infos, Plural(word)).Class |= WordClass.Nounable;
        foreach (var info in infos.Values)
        {
            SpecificFirst(info.Verbs);
            SpecificFirst(info.Nouns);
            SpecificFirst(info.Adjectives);
        }

        var lists = cues.Keys.ToDictionary(k => k, k => cues.Strings(k).Concat(additions.SelectMany(a => a.Cues.TryGetValue(k, out var more) ? more : [])).ToArray(), StringComparer.Ordinal);
        return new EnglishLexicon(infos, lists, irregular)
        {
            VerbGroups = [.. acts.Items("groups").Where(g => g.Strings("verbs").Count > 0).Select(g => g.Text("id") ?? "")],
            NounEffects = [.. acts.Items("nouns").Select(g => g.Text("effect") ?? "").Distinct()],
            AdjectiveEffects = [.. acts.Items("adjectives").Select(g => g.Text("effect") ?? "").Distinct()],
        };
    }

    // Equal ones stay in the order of the file.
    private static void SpecificFirst(List<ActPattern> patterns)
    {
        var ordered = patterns.OrderByDescending(p => p.Weight).ToList();
        patterns.Clear();
        patterns.AddRange(ordered);
    }

    private static Effect Parse(string? name) => name is null ? Effect.None : Enum.Parse<Effect>(name, ignoreCase: true);

    /// <summary>The plural a noun of the files has: veto, vetoes; policy, policies.</summary>
    public static string Plural(string noun)
    {
        var regular = VerbForms.Regular(noun);
        return regular.Third;
    }

    private static WordInfo Get(Dictionary<string, WordInfo> infos, string word)
    {
        if (!infos.TryGetValue(word, out var info))
            infos[word] = info = new WordInfo();
        return info;
    }

    private static void AddVerb(Dictionary<string, WordInfo> infos, Dictionary<string, VerbForms> irregular, string lemma, ActPattern? pattern)
    {
        var forms = irregular.TryGetValue(lemma, out var known) ? known : VerbForms.Regular(lemma);
        Add(forms.Base, VerbForm.Base);
        Add(forms.Third, VerbForm.Third);
        Add(forms.Ing, VerbForm.Ing);
        Add(forms.Past, VerbForm.Past);
        Add(forms.Participle, VerbForm.Participle);
        if (forms.Past == forms.Participle || !irregular.ContainsKey(lemma))
            Add(forms.Past, VerbForm.Participle);
        if (forms.Participle.EndsWith("ed", StringComparison.Ordinal) || forms.Participle == "learnt")
            Add(forms.Participle, VerbForm.Past);

        if (!irregular.ContainsKey(lemma) && VerbForms.Doubles(lemma))
        {
            Add(lemma + lemma[^1] + "ing", VerbForm.Ing);
            Add(lemma + lemma[^1] + "ed", VerbForm.Past | VerbForm.Participle);
        }

        void Add(string form, VerbForm kind)
        {
            var info = Get(infos, form);
            info.Forms |= kind;
            info.Lemma ??= lemma;
            if (pattern is not null && !info.Verbs.Contains(pattern))
                info.Verbs.Add(pattern);
        }
    }
}
