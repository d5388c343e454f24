namespace Alerts.Feeds;

/// <summary>Something the reader had to mend; each kind is reported once a document.</summary>
public enum FeedRepair
{
    /// <summary>Bytes before the first tag that are neither white space nor a byte order mark.</summary>
    LeadingJunk,

    /// <summary>An ampersand that starts no reference.</summary>
    BareAmpersand,

    /// <summary>A named entity XML does not define; read as HTML defines it, or left as text.</summary>
    UndefinedEntity,

    /// <summary>A less-than sign that starts no tag.</summary>
    BareLessThan,

    /// <summary>A tag that never ends, or an attribute without quotes or value.</summary>
    BrokenTag,

    /// <summary>An element that is closed by another's end tag or by none.</summary>
    UnclosedElement,

    /// <summary>An end tag that closes nothing.</summary>
    StrayEndTag,

    /// <summary>A comment, CDATA section or declaration without an end.</summary>
    UnclosedSection,

    /// <summary>A prefix that no declaration binds.</summary>
    UnboundPrefix,

    /// <summary>The declared charset, or the header's, is not the one the bytes are in.</summary>
    WrongCharset,

    /// <summary>Bytes that are invalid in the document's charset; read as U+FFFD or as windows-1252.</summary>
    InvalidBytes,

    /// <summary>The document ends before its root does.</summary>
    Truncated,
}
