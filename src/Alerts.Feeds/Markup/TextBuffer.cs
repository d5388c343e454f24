using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Alerts.Feeds.Markup;

/// <summary>Characters gathered for one value after another; rented, so that a document costs no garbage but its strings.</summary>
internal sealed class TextBuffer : IDisposable
{
    private char[] chars = ArrayPool<char>.Shared.Rent(4096);

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    public void Append(char c)
    {
        if (Length == chars.Length)
            Grow(1);
        chars[Length++] = c;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (chars.Length - Length < text.Length)
            Grow(text.Length);
        text.CopyTo(chars.AsSpan(Length));
        Length += text.Length;
    }

    public void Append(ReadOnlySpan<byte> utf8)
    {
        if (chars.Length - Length < utf8.Length)
            Grow(utf8.Length);
        Length += Encoding.UTF8.GetChars(utf8, chars.AsSpan(Length));
    }

    /// <summary>
    /// Appends the text before the first ampersand, and returns its length in bytes. Escaped HTML has an ampersand every few bytes, so
    /// ASCII is widened sixteen bytes at a time by hand; a search and a decoder's call for each run would cost more than the run.
    /// </summary>
    public int AppendUpToReference(ReadOnlySpan<byte> utf8)
    {
        if (chars.Length - Length < utf8.Length + Vector128<byte>.Count)
            Grow(utf8.Length + Vector128<byte>.Count);
        var target = chars.AsSpan(Length);
        var at = 0;
        while (utf8.Length - at >= Vector128<byte>.Count)
        {
            var block = Vector128.Create(utf8[at..]);
            var (low, high) = Vector128.Widen(block);
            low.CopyTo(MemoryMarshal.Cast<char, ushort>(target[at..]));
            high.CopyTo(MemoryMarshal.Cast<char, ushort>(target[(at + Vector128<ushort>.Count)..]));
            var stops = (Vector128.Equals(block, Vector128.Create((byte)'&')) | Vector128.GreaterThanOrEqual(block, Vector128.Create((byte)0x80)))
                .ExtractMostSignificantBits();
            if (stops == 0)
            {
                at += Vector128<byte>.Count;
                continue;
            }
            at += BitOperations.TrailingZeroCount(stops);
            break;
        }
        while (at < utf8.Length && utf8[at] != '&' && utf8[at] < 0x80)
        {
            target[at] = (char)utf8[at];
            at++;
        }
        Length += at;
        return at < utf8.Length && utf8[at] >= 0x80 ? at + AppendRest(utf8[at..]) : at;
    }

    /// <summary>Text in another script than Latin goes to the framework's decoder, up to the first ampersand.</summary>
    private int AppendRest(ReadOnlySpan<byte> utf8)
    {
        var length = utf8.IndexOf((byte)'&');
        Append(length < 0 ? utf8 : utf8[..length]);
        return length < 0 ? utf8.Length : length;
    }

    public void Append(Rune rune)
    {
        if (chars.Length - Length < 2)
            Grow(2);
        Length += rune.EncodeToUtf16(chars.AsSpan(Length));
    }

    /// <summary>What was gathered, without white space at its ends.</summary>
    public ReadOnlySpan<char> Trimmed() => chars.AsSpan(0, Length).Trim();

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(chars);
        chars = [];
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(chars.Length * 2, Length + more));
        chars.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(chars);
        chars = larger;
    }
}
