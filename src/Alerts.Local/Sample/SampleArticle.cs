using System.Globalization;

namespace Alerts.Local.Sample;

/// <summary>An article of the sample, from a text file: lines of "name: value", an empty line, paragraphs.</summary>
/// <param name="Slug">Its file's name.</param>
/// <param name="Outlets">Who publishes it; two for a wire copy.</param>
/// <param name="Edition">1 is there from the start, 2 comes later.</param>
/// <param name="Age">How old it is when its edition appears.</param>
internal sealed record SampleArticle(
    string Slug, IReadOnlyList<string> Outlets, int Edition, TimeSpan Age, string Title, IReadOnlyList<string> Paragraphs)
{
    /// <summary>Every article of the sample, in no order.</summary>
    internal static IReadOnlyList<SampleArticle> LoadAll()
    {
        var assembly = typeof(SampleArticle).Assembly;
        const string Folder = "Alerts.Local.Sample.Articles.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name) ?? Stream.Null);
                    return Parse(name[Folder.Length..^".txt".Length], reader.ReadToEnd());
                }),
        ];
    }

    internal static SampleArticle Parse(string slug, string text)
    {
        var blocks = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var head = blocks[0].Split('\n')
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new SampleArticle(
            slug,
            head.TryGetValue("also", out var also) ? [head["outlet"], also] : [head["outlet"]],
            int.Parse(head["edition"], CultureInfo.InvariantCulture),
            TimeSpan.FromMinutes(int.Parse(head["age"], CultureInfo.InvariantCulture)),
            head["title"],
            blocks[1..]);
    }
}
