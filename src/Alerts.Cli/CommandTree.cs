using System.CommandLine;
using System.CommandLine.Invocation;
using Alerts.Cli.Explain;
using Alerts.Cli.Feeds;
using Alerts.Cli.Ledger;
using Alerts.Cli.Mail;
using Alerts.Cli.Poison;
using Alerts.Cli.Replay;
using Alerts.Cli.Reviews;
using Alerts.Cli.Subscribers;
using Alerts.Cli.Topics;

namespace Alerts.Cli;

/// <summary>All commands, and the one way to run them. A group of commands has a folder, a command a file.</summary>
internal static class CommandTree
{
    private const string About =
        """
        The operator's command line of Alerts.

        It works on the storage account that the app works on: --account NAME by your identity (az login), --connection TEXT,
        or, without either, the settings as the local runtime reads them (local.settings.json, then environment variables).

        Exit codes: 0 done, 1 it could not be done, 2 the input is wrong, 130 interrupted.
        """;

    public static RootCommand Create()
    {
        var root = new RootCommand(About)
        {
            ExplainCommand.Create(),
            RulesCommand.Create(),
            FeedsCommand.Create(),
            LedgerCommand.Create(),
            MailCommand.Create(),
            PoisonCommand.Create(),
            ReplayCommand.Create(),
            ReviewsCommand.Create(),
            SubscribersCommand.Create(),
            TopicsCommand.Create(),
        };
        foreach (var option in CommonOptions.All)
            root.Options.Add(option);
        return root;
    }

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var parsed = Create().Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            var path = string.Join(' ', parsed.CommandResult.Command is RootCommand ? [] : CommandPath.Of(parsed.CommandResult.Command).Append(""));
            await error.WriteLineAsync($"{string.Join(' ', parsed.Errors.Select(fault => fault.Message))} See {path}--help.");
            return ExitCode.BadInput;
        }

        return await parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancel);
    }
}
