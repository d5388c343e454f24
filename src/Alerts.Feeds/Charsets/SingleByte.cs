using System.Collections.Concurrent;
using System.Text;

namespace Alerts.Feeds.Charsets;

/// <summary>Charsets of one byte a character, by a table of what each byte is in UTF-8.</summary>
internal static class SingleByte
{
    private static readonly ConcurrentDictionary<int, byte[]?[]> Tables = new();

    /// <summary>The body as UTF-8, the very same memory if it is ASCII; null when a byte has no meaning in the charset.</summary>
    public static ReadOnlyMemory<byte>? ToUtf8(ReadOnlyMemory<byte> body, Encoding encoding)
    {
        var bytes = body.Span;
        if (System.Text.Ascii.IsValid(bytes))
            return body;
        var table = Tables.GetOrAdd(encoding.CodePage, _ => Table(encoding));
        var length = 0;
        foreach (var b in bytes)
        {
            if (b < 0x80)
                length++;
            else if (table[b] is { } sequence)
                length += sequence.Length;
            else
                return null;
        }
        var utf8 = new byte[length];
        Write(bytes, table, utf8);
        return utf8;
    }

    private static void Write(ReadOnlySpan<byte> bytes, byte[]?[] table, Span<byte> target)
    {
        while (true)
        {
            var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
            {
                bytes.CopyTo(target);
                return;
            }
            bytes[..ascii].CopyTo(target);
            var sequence = table[bytes[ascii]].AsSpan();
            sequence.CopyTo(target[ascii..]);
            target = target[(ascii + sequence.Length)..];
            bytes = bytes[(ascii + 1)..];
        }
    }

    /// <summary>Null for bytes that are no character.</summary>
    private static byte[]?[] Table(Encoding encoding)
    {
        var table = new byte[]?[256];
        for (var b = 0x80; b < table.Length; b++)
        {
            var text = encoding.GetString([(byte)b]);
            table[b] = text is "" or "\uFFFD" ? null : Encoding.UTF8.GetBytes(text);
        }
        return table;
    }
}
