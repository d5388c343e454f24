namespace Alerts.Feeds;

/// <summary>What a feed document was written as.</summary>
public enum FeedFormat
{
    /// <summary>RSS 0.91 to 0.94 and 2.0, and their many near misses.</summary>
    Rss,

    /// <summary>RSS 0.90 and 1.0, which are RDF.</summary>
    Rdf,

    /// <summary>Atom 0.3 and 1.0 (RFC 4287).</summary>
    Atom,

    /// <summary>JSON Feed 1.0 and 1.1.</summary>
    Json,

    /// <summary>Microsoft's Channel Definition Format.</summary>
    Cdf,
}
