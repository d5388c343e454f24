using System.Diagnostics.CodeAnalysis;

namespace Alerts.Pipeline.Storage;

/// <summary>What can never succeed, however often it is tried. The message says what, where and how to mend it.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The word the design, the tools and the poison messages use.")]
public sealed class PermanentFailure : Exception
{
    public PermanentFailure()
    {
    }

    public PermanentFailure(string message)
        : base(message)
    {
    }

    public PermanentFailure(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
