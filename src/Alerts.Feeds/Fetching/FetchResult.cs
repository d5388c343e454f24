namespace Alerts.Feeds.Fetching;

/// <summary>How a fetch ended. The six records below are all there are.</summary>
public abstract record FetchResult
{
    private protected FetchResult()
    {
    }
}

/// <summary>A body came, whole and within the limits, decompressed.</summary>
/// <param name="FinalUrl">The URL that answered, after redirects.</param>
/// <param name="PermanentUrl"><paramref name="FinalUrl"/> where there were redirects and each was a 301 or 308 that kept https; otherwise null.</param>
/// <param name="Body">The bytes, undecoded as text.</param>
/// <param name="ContentType">The Content-Type field as sent; null when absent.</param>
/// <param name="ContentLocation">The Content-Location field, made absolute; null when absent or no http(s) URL.</param>
/// <param name="ETag">To be sent back unchanged; null when absent.</param>
/// <param name="LastModified">To be sent back unchanged; null when absent.</param>
/// <param name="Freshness">For how long the publisher holds the answer to be fresh.</param>
public sealed record Fetched(
    Uri FinalUrl,
    Uri? PermanentUrl,
    ReadOnlyMemory<byte> Body,
    string? ContentType,
    Uri? ContentLocation,
    string? ETag,
    string? LastModified,
    Freshness Freshness) : FetchResult
{
    /// <summary>The Link fields as sent, joined by commas (RFC 8288); null when absent.</summary>
    public string? Link { get; init; }
}

/// <summary>A form was taken (2xx). What the answer says beyond that is not read.</summary>
/// <param name="Status">The HTTP status.</param>
public sealed record Accepted(Uri FinalUrl, int Status) : FetchResult;

/// <summary>The copy we hold still stands (304).</summary>
/// <param name="ETag">The validator to keep: the one this answer brought, else the one we asked with.</param>
/// <param name="LastModified">As <paramref name="ETag"/>.</param>
public sealed record NotModified(Uri FinalUrl, Uri? PermanentUrl, string? ETag, string? LastModified, Freshness Freshness) : FetchResult;

/// <summary>The publisher took the feed away for good (410, reached directly or by permanent redirects alone): ask no more.</summary>
public sealed record Gone(Uri FinalUrl) : FetchResult;

/// <summary>The publisher asks us to come later (429 or 503).</summary>
/// <param name="RetryAfter">How long to wait from now, never negative; null when the publisher did not say.</param>
/// <param name="Status">429 or 503.</param>
public sealed record Throttled(TimeSpan? RetryAfter, int Status) : FetchResult;

/// <summary>No usable answer came.</summary>
/// <param name="Status">The HTTP status; null when there was none.</param>
/// <param name="Reason">One sentence for the operator.</param>
/// <param name="IsPermanent">The URL itself cannot be fetched, so that trying again cannot help until it is changed.</param>
public sealed record Failed(int? Status, string Reason, bool IsPermanent) : FetchResult;
