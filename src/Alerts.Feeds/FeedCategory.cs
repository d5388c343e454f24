namespace Alerts.Feeds;

/// <summary>A category: its term, the scheme (or domain) the term belongs to, and the label to show. Null where not given.</summary>
public sealed record FeedCategory(string? Term, string? Scheme = null, string? Label = null);
