namespace Alerts.Feeds.Markup;

/// <summary>A piece of the document; every range counts bytes from its start.</summary>
/// <param name="Outer">The whole piece with its delimiters.</param>
/// <param name="Name">A tag's name as written, prefix included; empty for text.</param>
/// <param name="Inner">Text's or CDATA's content, or a start tag's attributes, undecoded.</param>
internal readonly record struct Token(TokenKind Kind, ByteRange Outer, ByteRange Name, ByteRange Inner, bool IsEmptyElement = false);
