using System.IO.Compression;

namespace Alerts.Feeds.Fetching;

/// <summary>Undoes Content-Encoding (RFC 9110 section 8.4) under a limit, so that a bomb stops where the limit is.</summary>
internal static class ContentCoding
{
    /// <summary>The codings asked for.</summary>
    internal const string Accepted = "gzip, br, deflate";

    // Codings can be stacked; nobody but an attacker stacks more than two.
    private const int MaxCodings = 2;

    /// <summary>The body as the publisher wrote it.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="contentEncoding">The field, codings in the order in which they were applied; null or empty for none.</param>
    /// <param name="maxBytes">The most bytes that any step may give.</param>
    /// <exception cref="BodyLimitException">The limit is met, the coding is unknown, or the bytes do not follow it.</exception>
    internal static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, string? contentEncoding, int maxBytes)
    {
        var codings = (contentEncoding ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (codings.Length > MaxCodings)
            throw new BodyLimitException($"has {codings.Length} content codings upon one another; at most {MaxCodings} are undone");
        for (var i = codings.Length - 1; i >= 0; i--)
            body = DecodeOne(body, codings[i], maxBytes);
        // A .gz file served as it lies on the disk, with no coding named.
        return codings.Length == 0 && IsGzip(body.Span) ? DecodeOne(body, "gzip", maxBytes) : body;
    }

    private static ReadOnlyMemory<byte> DecodeOne(ReadOnlyMemory<byte> body, string coding, int maxBytes)
    {
        if (body.IsEmpty)
            return body;
        switch (coding.ToLowerInvariant())
        {
            case "identity":
                return body;
            case "gzip" or "x-gzip":
                // Some servers name the coding and send the plain bytes.
                return IsGzip(body.Span) ? Inflate(coding, new GZipStream(Open(body), CompressionMode.Decompress), maxBytes) : body;
            case "br":
                return Inflate(coding, new BrotliStream(Open(body), CompressionMode.Decompress), maxBytes);
            case "deflate":
                // The standard means zlib; many servers send the bare stream.
                return IsZlib(body.Span)
                    ? Inflate(coding, new ZLibStream(Open(body), CompressionMode.Decompress), maxBytes)
                    : Inflate(coding, new DeflateStream(Open(body), CompressionMode.Decompress), maxBytes);
            default:
                throw new BodyLimitException($"has the content coding \"{coding}\", which was not asked for and is not known");
        }
    }

    private static ReadOnlyMemory<byte> Inflate(string coding, Stream inflating, int maxBytes)
    {
        using (inflating)
        {
            var buffer = new BoundedBuffer(maxBytes);
            try
            {
                while (true)
                {
                    var read = inflating.Read(buffer.Space());
                    // The streams take a cut or foreign beginning for an end.
                    if (read == 0 && buffer.Written.IsEmpty)
                        throw new BodyLimitException($"gives nothing when it is decompressed by {coding}");
                    if (read == 0)
                        return buffer.Written;
                    if (!buffer.Advance(read))
                        throw new BodyLimitException($"grows beyond {maxBytes} bytes when it is decompressed");
                }
            }
            catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
            {
                throw new BodyLimitException($"is broken where it is compressed by {coding}");
            }
        }
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> body) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(body, out var array) && array.Array is { } bytes
            ? new MemoryStream(bytes, array.Offset, array.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);

    private static bool IsGzip(ReadOnlySpan<byte> body) => body is [0x1F, 0x8B, 0x08, ..];

    private static bool IsZlib(ReadOnlySpan<byte> body) =>
        body.Length > 2 && (body[0] & 0x0F) == 8 && ((body[0] << 8) | body[1]) % 31 == 0;
}
