using System.Text;
using System.Text.Unicode;
using UtfUnknown;

namespace Alerts.Feeds.Charsets;

/// <summary>
/// Finds a body's charset: byte order mark, then the Content-Type header, then the XML declaration (RFC 7303, section 3), then UTF-8
/// if the bytes are valid UTF-8, then detection. A label is believed only if the bytes can be read by it.
/// </summary>
internal static class BodyDecoder
{
    private const int DetectionWindow = 64 * 1024;

    public static DecodedBody Decode(ReadOnlyMemory<byte> body, string? contentType)
    {
        var bytes = body.Span;
        if (ByteOrder.Mark(bytes, out var markLength) is { } marked)
            return Marked(body[markLength..], marked);
        var header = Charset.OfContentType(contentType);
        var declared = ByteOrder.Pattern(bytes) is { } wide ? wide.WebName : Charset.OfDeclaration(bytes);
        var wrong = false;
        foreach (var label in (ReadOnlySpan<string?>)[header, declared])
        {
            if (label is null)
                continue;
            if (Charset.Find(label) is { } encoding && TryRead(body, encoding) is { } read)
                return read with { WrongLabel = wrong, Charset = Charset.Name(encoding, label) };
            wrong = true;
        }
        if (Utf8.IsValid(bytes))
            return new DecodedBody(body, "utf-8", wrong, false);
        return Detect(body) with { WrongLabel = wrong || header is not null || declared is not null };
    }

    private static DecodedBody Marked(ReadOnlyMemory<byte> body, Encoding encoding)
    {
        if (TryRead(body, encoding) is { } read)
            return read;
        // Some writers put a mark before bytes in another charset.
        return Charset.OfDeclaration(body.Span) is { } label && Charset.Find(label) is { } declared && TryRead(body, declared) is { } second
            ? second with { WrongLabel = true }
            : Lossy(body, encoding);
    }

    private static DecodedBody Detect(ReadOnlyMemory<byte> body)
    {
        var window = body.Span[..Math.Min(body.Length, DetectionWindow)].ToArray();
        if (MostlyUtf8(window))
            return Lossy(body, Encoding.UTF8);
        var guess = CharsetDetector.DetectFromBytes(window).Detected?.EncodingName;
        if (guess is not null && Charset.Find(guess) is { } encoding && TryRead(body, encoding) is { } read)
            return read with { InvalidBytes = false };
        return Lossy(body, Charset.Windows1252);
    }

    /// <summary>Null when the bytes are not valid in <paramref name="encoding"/>.</summary>
    private static DecodedBody? TryRead(ReadOnlyMemory<byte> body, Encoding encoding)
    {
        if (encoding is UTF8Encoding)
            return Utf8.IsValid(body.Span) ? new DecodedBody(body, "utf-8", false, false) : null;
        if (encoding.IsSingleByte)
            return SingleByte.ToUtf8(body, encoding) is { } utf8 ? new DecodedBody(utf8, Charset.Name(encoding), false, false) : null;
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            return new DecodedBody(Encoding.UTF8.GetBytes(strict.GetString(body.Span)), Charset.Name(encoding), false, false);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static DecodedBody Lossy(ReadOnlyMemory<byte> body, Encoding encoding) =>
        new(Encoding.UTF8.GetBytes(encoding.GetString(body.Span)), Charset.Name(encoding), false, true);

    /// <summary>A few stray bytes in a text full of valid UTF-8 sequences do not make it another charset.</summary>
    private static bool MostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        int valid = 0, invalid = 0;
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var used);
            if (status != System.Buffers.OperationStatus.Done)
                invalid++;
            else if (used > 1)
                valid++;
            bytes = bytes[used..];
        }
        return valid > 4 * invalid;
    }
}
