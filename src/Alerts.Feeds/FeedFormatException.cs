namespace Alerts.Feeds;

/// <summary>The body is no feed, or meets a limit. The message is one sentence for the operator: what, where, how to mend.</summary>
public sealed class FeedFormatException(string message) : Exception(message);
