namespace Alerts.Feeds.Opml;

/// <summary>The list cannot be read. The message is one sentence: what, on which line, how to mend it.</summary>
public sealed class OpmlFormatException(string message) : Exception(message);
