namespace Alerts.Feeds;

/// <summary>A file that comes with an entry.</summary>
/// <param name="Length">Bytes as the publisher claims, as written; null when not given.</param>
public sealed record Enclosure(string Url, string? Type = null, string? Length = null);
