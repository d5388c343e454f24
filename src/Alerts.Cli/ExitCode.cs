namespace Alerts.Cli;

/// <summary>How a command ended.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The input is right, and yet it could not be done: storage is away, a publisher does not answer, a check failed.</summary>
    public const int Failed = 1;

    /// <summary>The input is wrong; nothing was done.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl+C, as shells count it.</summary>
    public const int Interrupted = 130;
}
