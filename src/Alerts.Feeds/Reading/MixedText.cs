namespace Alerts.Feeds.Reading;

/// <summary>What becomes of a value's pieces.</summary>
internal enum MixedText
{
    /// <summary>Text with its references replaced; tags, if any, as written.</summary>
    Plain,

    /// <summary>HTML whose text was written as XHTML: text stays escaped, CDATA becomes escaped.</summary>
    Xhtml,

    /// <summary>HTML put into the feed unescaped: text stays escaped, CDATA is HTML already.</summary>
    Naked,

    /// <summary>Declared as escaped HTML, yet with elements: text is unescaped, tags stay.</summary>
    Escaped,
}
