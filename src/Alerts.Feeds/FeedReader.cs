using Alerts.Feeds.Charsets;
using Alerts.Feeds.Markup;
using Alerts.Feeds.Reading;

namespace Alerts.Feeds;

/// <summary>
/// Reads feeds of every format the field uses, well-formed or not: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed, CDF.
/// Nothing is fetched; no input takes more than a bounded number of looks at each byte.
/// </summary>
public static class FeedReader
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Reads <paramref name="body"/>.</summary>
    /// <exception cref="FeedFormatException">The body is no feed (an HTML page, an empty body) or meets a limit.</exception>
    public static FeedDocument Read(ReadOnlyMemory<byte> body, FeedSource source)
    {
        if (body.Length > MaxBytes)
            throw new FeedFormatException($"The body has {body.Length / 1024 / 1024} MiB, more than the {MaxBytes / 1024 / 1024} a feed may have; check the feed's address.");
        var decoded = BodyDecoder.Decode(body, source.ContentType);
        var start = Bytes.Trim(decoded.Utf8.Span);
        if (start.IsEmpty)
            throw new FeedFormatException("The body is empty; check the feed's address.");
        if (start[0] == '{')
            return JsonFeedReader.Read(decoded, source);
        using var buffer = new TextBuffer();
        return new XmlFeedReader(decoded, source, buffer).Read();
    }

    /// <summary>The same without an exception: null, and one sentence in <paramref name="problem"/>, when the body is no feed.</summary>
    public static FeedDocument? TryRead(ReadOnlyMemory<byte> body, FeedSource source, out string? problem)
    {
        try
        {
            problem = null;
            return Read(body, source);
        }
        catch (FeedFormatException refused)
        {
            problem = refused.Message;
            return null;
        }
    }
}
