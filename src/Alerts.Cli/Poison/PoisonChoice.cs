using System.CommandLine;
using Alerts.Pipeline.Storage;

namespace Alerts.Cli.Poison;

/// <summary>Which queues and messages are meant.</summary>
internal static class PoisonChoice
{
    /// <summary>So many characters of an id are shown; any prefix will do as input.</summary>
    public const int ShortId = 8;

    // Shorter than this a prefix is more likely a slip.
    private const int ShortestPrefix = 4;

    public static Option<string?> QueueOption() => new("--queue") { Description = $"One queue: {string.Join(", ", QueueNames.All)}.", HelpName = "name" };

    /// <exception cref="CliError">No such queue.</exception>
    public static IReadOnlyList<string> Queues(string? name)
    {
        const string Suffix = "-poison";
        if (name is null)
            return QueueNames.All;
        var queue = name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
        return QueueNames.All.Contains(queue) ? [queue] : throw new CliError($"--queue names {name}, which is no queue of ours: give one of {string.Join(", ", QueueNames.All)}.");
    }

    /// <exception cref="CliError">The id is too short.</exception>
    public static Func<PoisonMessage, bool> ById(string id) => id.Length >= ShortestPrefix
        ? message => message.Id.StartsWith(id, StringComparison.OrdinalIgnoreCase)
        : throw new CliError($"{id} is too short for an id: give {ShortestPrefix} characters or more.");
}
