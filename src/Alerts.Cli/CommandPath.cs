using System.CommandLine;

namespace Alerts.Cli;

/// <summary>A command as it is typed.</summary>
internal static class CommandPath
{
    /// <returns>The names from the first under the root to the command's own.</returns>
    public static IEnumerable<string> Of(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand
            ? Of(parent).Append(command.Name)
            : [command.Name];
}
