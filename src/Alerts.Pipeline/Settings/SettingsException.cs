namespace Alerts.Pipeline.Settings;

/// <summary>A settings file cannot be used. The message is one sentence: what, where, how to mend.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException()
    {
    }

    public SettingsException(string message)
        : base(message)
    {
    }

    public SettingsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
