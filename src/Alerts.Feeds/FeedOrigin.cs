namespace Alerts.Feeds;

/// <summary>The feed an entry was taken from (RSS's and Atom's source). Null where not given.</summary>
public sealed record FeedOrigin(string? Title, string? Link = null, string? Id = null);
