namespace Alerts.Feeds;

/// <summary>What is known of a body besides its bytes. All of it is optional; what is null is taken from the body or left open.</summary>
/// <param name="BaseUrl">The absolute URL the body was fetched from, after redirects.</param>
/// <param name="ContentType">The Content-Type header as sent; its charset goes before the XML declaration's (RFC 7303).</param>
/// <param name="ContentLocation">The Content-Location header as sent; absolute or relative to <paramref name="BaseUrl"/>.</param>
/// <param name="ContentLanguage">The Content-Language header as sent.</param>
public sealed record FeedSource(
    Uri? BaseUrl = null,
    string? ContentType = null,
    string? ContentLocation = null,
    string? ContentLanguage = null)
{
    /// <summary>Nothing known.</summary>
    public static FeedSource Unknown { get; } = new();
}
