using System.Diagnostics.CodeAnalysis;

namespace Alerts.Pipeline.Storage;

/// <summary>A neighbour is known to be away for a while (429, 5xx, an open breaker): the message is sent again later, for up to a day.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The design's word.")]
[SuppressMessage("Design", "CA1032", Justification = "It always says what is away.")]
public sealed class KnownOutage(string reason, TimeSpan? retryAfter = null, IMessage? rest = null) : Exception(reason)
{
    /// <summary>How long the neighbour asks us to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>What is left to do of the message; null for all of it.</summary>
    public IMessage? Rest { get; } = rest;
}
