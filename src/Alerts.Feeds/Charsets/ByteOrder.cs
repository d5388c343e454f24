using System.Text;

namespace Alerts.Feeds.Charsets;

/// <summary>Byte order marks, and the pattern the first tag makes in wide charsets (XML 1.0, appendix F).</summary>
internal static class ByteOrder
{
    /// <summary>Null, with a length of 0, when the bytes begin with no mark.</summary>
    public static Encoding? Mark(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 3;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return Encoding.UTF8;
        length = 4;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
            return Encoding.UTF32;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            return Charset.Utf32Big;
        length = 2;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        length = 0;
        return null;
    }

    /// <summary>The charset of a wide document without a mark, told by its first less-than sign; else null.</summary>
    public static Encoding? Pattern(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("<\0\0\0"u8))
            return Encoding.UTF32;
        if (bytes.StartsWith("\0\0\0<"u8))
            return Charset.Utf32Big;
        if (bytes.StartsWith("<\0"u8))
            return Encoding.Unicode;
        return bytes.StartsWith("\0<"u8) ? Encoding.BigEndianUnicode : null;
    }
}
