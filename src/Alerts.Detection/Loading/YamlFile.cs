using System.Reflection;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Alerts.Detection.Loading;

/// <summary>A YAML mapping with the file's name and the lines of its nodes, so that a fault can be named where it stands.</summary>
internal sealed class YamlFile
{
    private readonly YamlMappingNode root;

    private YamlFile(string name, YamlMappingNode root)
    {
        Name = name;
        this.root = root;
    }

    public string Name { get; }

    public long Line => root.Start.Line;

    public IEnumerable<string> Keys => root.Children.Keys.Select(k => ((YamlScalarNode)k).Value ?? "");

    /// <exception cref="DataFileException">The text is no YAML mapping.</exception>
    public static YamlFile Parse(string name, string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 0)
                throw new DataFileException(name, 1, "the file is empty", "give it a list under `topics:` or `actors:`, or entries under `words:`");
            return stream.Documents[0].RootNode is YamlMappingNode mapping
                ? new YamlFile(name, mapping)
                : throw new DataFileException(name, 1, "the file does not begin with a key", "begin it with `topics:`, `actors:` or `words:`");
        }
        catch (YamlException e)
        {
            throw new DataFileException(name, e.Start.Line, $"not valid YAML ({e.Message})", "mend the syntax at that line; quote values that contain a colon");
        }
    }

    /// <summary>A file shipped with the library, e.g. <c>language.words.yaml</c>.</summary>
    public static YamlFile Embedded(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var resource = "Alerts.Detection.Data." + name;
        using var stream = assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The library lacks its own file {resource}.");
        using var reader = new StreamReader(stream);
        return Parse(name, reader.ReadToEnd());
    }

    /// <summary>The names of the shipped files in a folder, e.g. <c>topics</c>.</summary>
    public static IEnumerable<YamlFile> AllEmbedded(string folder) =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(n => n.StartsWith($"Alerts.Detection.Data.{folder}.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n => Embedded(n["Alerts.Detection.Data.".Length..]));

    /// <summary>A list of texts; empty where the key is missing.</summary>
    public IReadOnlyList<string> Strings(string key) => Child(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children.Select(c => Scalar(c, key))],
        YamlScalarNode one => [one.Value ?? ""],
        var node => throw Fault(node, $"`{key}` is no list of texts", $"write `{key}: [first, second]`"),
    };

    public IEnumerable<string[]> Lists(string key) => Child(key) is YamlSequenceNode list
        ? list.Children.Select(row => row is YamlSequenceNode cells ? cells.Children.Select(c => Scalar(c, key)).ToArray() : throw Fault(row, $"a row of `{key}` is no list", "write it as [a, b]"))
        : [];

    public string? Text(string key) => Child(key) switch
    {
        null => null,
        YamlScalarNode one => one.Value,
        var node => throw Fault(node, $"`{key}` is no text", $"write `{key}: text`"),
    };

    public bool Flag(string key) => Text(key) is { } text && text.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A list of mappings; empty where the key is missing.</summary>
    public IReadOnlyList<YamlFile> Items(string key) => Child(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children.Select(c => c is YamlMappingNode map ? new YamlFile(Name, map) : throw Fault(c, $"an entry of `{key}` is no mapping", "begin it with `- name:` or `- id:`"))],
        var node => throw Fault(node, $"`{key}` is no list", $"write its entries as `- ...` lines under `{key}:`"),
    };

    public YamlFile? Item(string key) => Child(key) switch
    {
        null => null,
        YamlMappingNode map => new YamlFile(Name, map),
        var node => throw Fault(node, $"`{key}` is no mapping", "write it as `key: value` lines"),
    };

    /// <summary>A mapping of lists; null where the key is missing.</summary>
    public Dictionary<string, IReadOnlyList<string>>? Map(string key) =>
        Item(key) is { } map ? map.Keys.ToDictionary(k => k, map.Strings, StringComparer.Ordinal) : null;

    public DataFileException Fault(string what, string mend) => new(Name, Line, what, mend);

    private DataFileException Fault(YamlNode node, string what, string mend) => new(Name, node.Start.Line, what, mend);

    private string Scalar(YamlNode node, string key) => node is YamlScalarNode scalar && !string.IsNullOrWhiteSpace(scalar.Value)
        ? scalar.Value
        : throw Fault(node, $"an entry of `{key}` is empty or no text", "remove it or write a text");

    private YamlNode? Child(string key) => root.Children.TryGetValue(new YamlScalarNode(key), out var node) && !(node is YamlScalarNode { Value: null or "" }) ? node : null;
}
