using System.Net;
using System.Text;
using Alerts.Feeds.Markup;

namespace Alerts.Feeds.Reading;

/// <summary>Text constructs: what Atom's type and mode, and RSS's silence about both, make of a value.</summary>
internal ref partial struct XmlFeedReader
{
    /// <summary>Null when the element holds nothing and points to nothing.</summary>
    private FeedContent? ReadConstruct(in Token token, in Frame frame)
    {
        string? type = null, mode = null, source = null;
        var attributes = new AttributeReader(token.Inner.Of(Source));
        while (attributes.MoveNext())
        {
            if (Bytes.EqualsIgnoreCase(attributes.Name, "type"u8))
                type = Text(attributes.Value).ToLowerInvariant();
            else if (attributes.Name.SequenceEqual("mode"u8))
                mode = Text(attributes.Value);
            else if (attributes.Name.SequenceEqual("src"u8) && Text(attributes.Value) is { Length: > 0 } src)
                source = UrlText.Resolve(src, frame.Base);
        }
        var media = MediaType(type);
        var stripDiv = media is FeedContent.Xhtml || (media is null && feed.Format == FeedFormat.Atom);
        var value = ReadValue(token, Mode(media), stripDiv, out var hasElements);
        if (value.Length == 0 && source is null)
            return null;
        (value, var kind) = Construct(value, media, mode, hasElements);
        return new FeedContent(value, kind, frame.Base, frame.Language) { Source = source };
    }

    private readonly MixedText Mode(string? media) => media switch
    {
        FeedContent.Html => MixedText.Escaped,
        null when feed.Format != FeedFormat.Atom => MixedText.Naked,
        _ => MixedText.Xhtml,
    };

    private readonly (string Value, string Type) Construct(string value, string? media, string? mode, bool hasElements)
    {
        if (hasElements)
            return (value, media is null or FeedContent.Plain ? FeedContent.Xhtml : media);
        var isEncoded = mode == "base64" || (media is not null && mode is null && !IsText(media));
        if (isEncoded && FromBase64(value) is { } decoded)
            return (decoded, media is null ? FeedContent.Plain : IsText(media) ? media : Guess(decoded));
        if (media is null)
            return (value, feed.Format == FeedFormat.Atom && mode != "escaped" ? FeedContent.Plain : Guess(value));
        // Text of an XHTML construct is text; as HTML its signs must be escaped again.
        return media == FeedContent.Xhtml ? (WebUtility.HtmlEncode(value), media) : (value, media);
    }

    /// <summary>RSS does not say what its texts are; by habit they are HTML, and without its signs there is no difference.</summary>
    private static string Guess(string value) => value.AsSpan().ContainsAny('<', '&') ? FeedContent.Html : FeedContent.Plain;

    private static string? MediaType(string? type) => type?.Split(';')[0].Trim() switch
    {
        null or "" => null,
        "text" or "plain" or "text/plain" => FeedContent.Plain,
        "html" or "text/html" => FeedContent.Html,
        "xhtml" or "application/xhtml+xml" => FeedContent.Xhtml,
        var other => other,
    };

    private static bool IsText(string media) =>
        media is FeedContent.Xhtml || media.StartsWith("text/", StringComparison.Ordinal) || media.EndsWith("+xml", StringComparison.Ordinal)
        || media.EndsWith("/xml", StringComparison.Ordinal) || media.EndsWith("json", StringComparison.Ordinal) || !media.Contains('/', StringComparison.Ordinal);

    /// <summary>Null when the text is no Base64, or what it holds is no text.</summary>
    private static string? FromBase64(string value)
    {
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out var length) || !System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, length)))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length).Trim();
        return text.Length > 0 && text.AsSpan().IndexOf('\0') < 0 ? text : null;
    }
}
