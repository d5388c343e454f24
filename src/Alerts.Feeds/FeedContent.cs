namespace Alerts.Feeds;

/// <summary>A text construct as published: not sanitised, its references not resolved.</summary>
/// <param name="Value">The text or markup, trimmed.</param>
/// <param name="Type">A media type: text/plain, text/html, application/xhtml+xml, or what the feed named.</param>
/// <param name="Base">The absolute URL that references inside the value are relative to; null when unknown.</param>
/// <param name="Language">The language tag in scope; null when unknown.</param>
public sealed record FeedContent(string Value, string Type = FeedContent.Html, string? Base = null, string? Language = null)
{
    public const string Plain = "text/plain";
    public const string Html = "text/html";
    public const string Xhtml = "application/xhtml+xml";

    /// <summary>Where the content lies when the feed points to it instead of carrying it (Atom's src); else null.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the value is markup, so that it must be sanitised before it is shown.</summary>
    public bool IsMarkup => Type is Html or Xhtml;
}
