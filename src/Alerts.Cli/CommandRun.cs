using System.CommandLine;
using Alerts.Detection.Loading;
using Alerts.Feeds.Opml;
using Alerts.Pipeline.Settings;
using Alerts.Pipeline.Storage;
using Azure;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace Alerts.Cli;

/// <summary>Runs a command's work and turns what may go wrong into one sentence and an exit code.</summary>
internal static class CommandRun
{
    /// <param name="command">The command.</param>
    /// <param name="work">Its work; returns the exit code.</param>
    public static Command Runs(this Command command, Func<Invocation, CancellationToken, Task<int>> work)
    {
        command.SetAction(async (parsed, cancel) =>
        {
            await using var invocation = new Invocation(parsed);
            try
            {
                return await work(invocation, cancel);
            }
            catch (Exception fault) when (Explain(fault, cancel) is { } explained)
            {
                await invocation.Error.WriteLineAsync(explained.Sentence);
                return explained.ExitCode;
            }
        });
        return command;
    }

    /// <summary>The same for work that ends well or throws.</summary>
    public static Command Runs(this Command command, Func<Invocation, CancellationToken, Task> work) =>
        command.Runs(async (invocation, cancel) =>
        {
            await work(invocation, cancel);
            return ExitCode.Done;
        });

    private static (string Sentence, int ExitCode)? Explain(Exception fault, CancellationToken cancel) => fault switch
    {
        CliError or SettingsException or DataFileException or OpmlFormatException => (fault.Message, ExitCode.BadInput),
        OptionsValidationException wrong => (string.Join(' ', wrong.Failures), ExitCode.BadInput),
        PermanentFailure => (fault.Message, ExitCode.Failed),
        OperationCanceledException when cancel.IsCancellationRequested => ("Interrupted.", ExitCode.Interrupted),
        RequestFailedException refused => (StorageFault.Explain(refused), ExitCode.Failed),
        AuthenticationFailedException => ($"No identity to sign in with: run az login, or choose the storage with --connection. ({FirstLine(fault)})", ExitCode.Failed),
        AggregateException { InnerExceptions: [RequestFailedException refused, ..] } => (StorageFault.Explain(refused), ExitCode.Failed),
        FormatException when fault.Source?.StartsWith("Azure.", StringComparison.Ordinal) == true =>
            ($"--connection (or AzureWebJobsStorage) is no connection string: {FirstLine(fault)}", ExitCode.BadInput),
        _ => null,
    };

    private static string FirstLine(Exception fault) => fault.Message.AsSpan(0, fault.Message.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : fault.Message.Length).ToString();
}
