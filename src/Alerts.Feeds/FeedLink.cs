namespace Alerts.Feeds;

/// <summary>A link with its relation (Atom 4.2.7). <paramref name="Href"/> is resolved where a base is known.</summary>
/// <param name="Length">Bytes as the publisher claims, as written; null when not given.</param>
public sealed record FeedLink(
    string Href,
    string Rel = "alternate",
    string? Type = null,
    string? Title = null,
    string? Language = null,
    string? Length = null);
