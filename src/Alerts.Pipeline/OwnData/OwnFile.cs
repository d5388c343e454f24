using System.Text.RegularExpressions;
using Alerts.Detection;
using Alerts.Detection.Loading;

namespace Alerts.Pipeline.OwnData;

/// <summary>What an operator's file holds.</summary>
public enum OwnKind
{
    Topics,
    Actors,
    Words,
}

/// <summary>A file of an operator's own, read and without fault.</summary>
/// <param name="Name">As it was given, for messages.</param>
/// <param name="Words">Null where it is a file of topics or actors.</param>
public sealed partial record OwnFile(string Name, OwnKind Kind, IReadOnlyList<Topic> Topics, IReadOnlyList<Actor> Actors, LanguageAdditions? Words = null)
{
    /// <summary>Reads YAML whose first key is <c>topics</c>, <c>actors</c> or <c>words</c>, as src/Alerts.Detection/README.md says. Pure.</summary>
    /// <exception cref="DataFileException">A fault: file, line, mend.</exception>
    public static OwnFile Read(string name, string text) => FirstKey().Match(text) switch
    {
        { Success: true } first when first.Groups[1].Value == "topics" => new(name, OwnKind.Topics, DetectionData.ReadTopics(name, text), []),
        { Success: true } first when first.Groups[1].Value == "actors" => new(name, OwnKind.Actors, [], DetectionData.ReadActors(name, text)),
        { Success: true } first when first.Groups[1].Value == "words" => new(name, OwnKind.Words, [], [], DetectionData.ReadWords(name, text)),
        _ => throw new DataFileException(name, 1, "the file does not begin with `topics:`, `actors:` or `words:`", "begin it with the one it holds"),
    };

    [GeneratedRegex(@"\A(?:\s*(?:#.*|---\s*)?\n)*[""']?([a-z]+)[""']?\s*:")]
    private static partial Regex FirstKey();
}
