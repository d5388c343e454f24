namespace Alerts.Detection.Loading;

/// <summary>A fault in a data file; the message names file, line, fault and mend in one sentence.</summary>
public sealed class DataFileException : Exception
{
    public DataFileException()
    {
    }

    public DataFileException(string message)
        : base(message)
    {
    }

    public DataFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public DataFileException(string file, long line, string what, string mend)
        : base($"{file}, line {line}: {what}; {mend}.")
    {
    }
}
