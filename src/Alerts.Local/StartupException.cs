namespace Alerts.Local;

/// <summary>The runtime cannot start. The message is one sentence for the console: what, where, how to mend; the exit code is 2.</summary>
public sealed class StartupException : Exception
{
    public StartupException(string message)
        : base(message)
    {
    }

    public StartupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
