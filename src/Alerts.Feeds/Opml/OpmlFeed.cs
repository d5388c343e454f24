namespace Alerts.Feeds.Opml;

/// <summary>One subscription of an OPML list.</summary>
/// <param name="Title">As listed; the URL where the list names none.</param>
/// <param name="XmlUrl">The feed's absolute http or https address.</param>
/// <param name="HtmlUrl">The site's address; null when not listed.</param>
/// <param name="Folder">The titles of the outlines around it, outermost first, joined by a slash; null at the top.</param>
public sealed record OpmlFeed(string Title, string XmlUrl, string? HtmlUrl = null, string? Folder = null);
