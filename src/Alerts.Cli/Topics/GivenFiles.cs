using System.CommandLine;
using System.Text;
using Alerts.Detection;
using Alerts.Pipeline.OwnData;

namespace Alerts.Cli.Topics;

/// <summary>Files that an operator names, read and without fault.</summary>
/// <param name="Blob">What each is called in storage.</param>
internal sealed record GivenFile(string Blob, string Text, OwnFile Read)
{
    public static Argument<string[]> Argument() => new("file")
    {
        Description = "YAML files that begin with topics:, actors: or words:, as src/Alerts.Detection/README.md says.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <exception cref="CliError">A file cannot be read, is too large, or two of them would have one name.</exception>
    public static IReadOnlyList<GivenFile> ReadAll(IEnumerable<string> paths)
    {
        var files = paths.Select(Load).ToList();
        if (files.GroupBy(file => file.Blob, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new CliError($"Two of the files would be {twice.Key}: rename one.");
        return files;
    }

    /// <summary>What these files do to the data before: new or in place of what.</summary>
    public string Describe(DetectionData before)
    {
        var (topics, actors) = (before.Topics.Select(topic => topic.Id).ToHashSet(), before.Actors.Select(actor => actor.Name).ToHashSet());
        var names = Read.Topics.Select(topic => (Name: topic.Id, Known: topics.Contains(topic.Id)))
            .Concat(Read.Actors.Select(actor => (actor.Name, Known: actors.Contains(actor.Name))));
        if (Read.Words is { } words)
            return $"{Read.Name}: {string.Join(", ", words.Entries)}";
        return $"{Read.Name}: {string.Join(", ", names.Select(each => each.Known ? $"{each.Name} (in place of the one there is)" : each.Name))}";
    }

    private static GivenFile Load(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > OwnFiles.LargestFile })
                throw new CliError($"{path} has more than {OwnFiles.LargestFile / 1024} KiB: split it.");
            var text = File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var read = OwnFile.Read(path, text);
            return new(OwnFiles.NameOf(read.Kind, Path.GetFileName(path)), text, read);
        }
        catch (DecoderFallbackException broken)
        {
            throw new CliError($"{path} is not UTF-8: save it as UTF-8.", broken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliError($"{path} cannot be read: {fault.Message.TrimEnd('.')}; check the path and your right to read it.", fault);
        }
    }
}
