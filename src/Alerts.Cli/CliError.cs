namespace Alerts.Cli;

/// <summary>Bad input, told in one sentence: what, where, how to mend. Ends the command with exit code 2.</summary>
internal sealed class CliError : Exception
{
    public CliError()
    {
    }

    public CliError(string message)
        : base(message)
    {
    }

    public CliError(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
