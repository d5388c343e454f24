using System.Buffers;
using Alerts.Detection.Annotation;
using Alerts.Detection.Lexicon;
using Alerts.Detection.Loading;

namespace Alerts.Detection;

/// <summary>Actors and topics, checked and compiled. Immutable, safe to share between threads.</summary>
public sealed class DetectionData
{
    private static readonly Lazy<DetectionData> ShippedData = new(() => new DetectionData(ShippedTopics(), ShippedActors()));

    /// <param name="topics">All topics.</param>
    /// <param name="actors">All actors.</param>
    /// <param name="words">What is added to the shipped verbs, nouns, adjectives and cues; null for nothing.</param>
    /// <exception cref="DataFileException">Two topics share an id, or two actors a name.</exception>
    public DetectionData(IReadOnlyList<Topic> topics, IReadOnlyList<Actor> actors, IReadOnlyList<LanguageAdditions>? words = null)
    {
        if (topics.GroupBy(t => t.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } topic)
            throw new DataFileException($"Two topics have the id `{topic.Key}`; rename one of them.");
        if (actors.GroupBy(a => a.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } actor)
            throw new DataFileException($"Two actors have the name `{actor.Key}`; merge them or rename one.");
        Topics = topics;
        Actors = actors;
        Words = words ?? [];
        Language = Words.Count == 0 ? EnglishLexicon.Shipped : EnglishLexicon.With(Words);
        Annotator = new Annotator(topics, actors, Language);
        Relenting = Reading.Relenting.Words(Language);
    }

    /// <summary>The data shipped with the library; read on first use.</summary>
    public static DetectionData Shipped => ShippedData.Value;

    public IReadOnlyList<Topic> Topics { get; }

    public IReadOnlyList<Actor> Actors { get; }

    /// <summary>What is added to the shipped words; empty where nothing is.</summary>
    public IReadOnlyList<LanguageAdditions> Words { get; }

    internal EnglishLexicon Language { get; }

    internal Annotator Annotator { get; }

    internal SearchValues<string> Relenting { get; }

    /// <summary>Topics in the project's YAML or in keyed JSON.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="DataFileException">A fault: file, line, mend.</exception>
    public static IReadOnlyList<Topic> ReadTopics(string name, string text) => TopicFile.Read(YamlFile.Parse(name, text));

    /// <summary>Actors in the project's YAML or in keyed JSON.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="DataFileException">A fault: file, line, mend.</exception>
    public static IReadOnlyList<Actor> ReadActors(string name, string text) => ActorFile.Read(YamlFile.Parse(name, text));

    /// <summary>Own verbs, nouns, adjectives and cues in the project's YAML, as the README of this library says.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="DataFileException">A fault: file, line, mend.</exception>
    public static LanguageAdditions ReadWords(string name, string text) => WordsFile.Read(YamlFile.Parse(name, text), EnglishLexicon.Shipped);

    private static List<Topic> ShippedTopics() => [.. YamlFile.AllEmbedded("topics").SelectMany(TopicFile.Read)];

    private static List<Actor> ShippedActors() => [.. YamlFile.AllEmbedded("actors").SelectMany(ActorFile.Read)];
}
