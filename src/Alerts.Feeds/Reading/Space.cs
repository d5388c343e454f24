namespace Alerts.Feeds.Reading;

/// <summary>The vocabularies a feed mixes.</summary>
internal enum Space : byte
{
    /// <summary>RSS, RDF's RSS, Atom and CDF: their element names do not clash, so they are one vocabulary.</summary>
    Feed,
    Rdf,
    DublinCore,
    DublinCoreTerms,
    Content,
    Media,
    Itunes,
    Slash,
    Syndication,
    Threading,
    Xhtml,
    Unknown,
}
