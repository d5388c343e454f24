namespace Alerts.Feeds.Html;

/// <summary>A feed that a page offers. <paramref name="Url"/> is absolute; <paramref name="Title"/> is null when the page names none.</summary>
public sealed record DiscoveredFeed(string Url, string? Title, string? Type);
