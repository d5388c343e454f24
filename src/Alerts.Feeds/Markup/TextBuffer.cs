using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Alerts.Feeds.Markup;

/// <summary>Characters gathered for one value after another; rented, so that a document costs no garbage but its strings.</summary>
internal sealed class TextBuffer : IDisposable
{
    /// <summary>How many bytes are searched at a time for what is no plain text.</summary>
    private const int Block = 64;

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
    /// Appends text and common references up to the first ampersand that begins anything else, and returns how many bytes that was.
    /// Escaped HTML has an ampersand every few bytes, so a block's ampersands are found all at once, and ASCII is widened by hand between
    /// them; a search and a decoder's call for each run would cost more than the run.
    /// </summary>
    public int AppendUpToReference(ReadOnlySpan<byte> utf8)
    {
        // No reference here is shorter than what it stands for, and a run is written in whole vectors, past its end.
        if (chars.Length - Length < utf8.Length + Block)
            Grow(utf8.Length + Block);
        ref var source = ref MemoryMarshal.GetReference(utf8);
        ref var target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(chars.AsSpan(Length)));
        var at = 0;
        var written = 0;
        // Within the bounds: a run begins and ends in its block or in the eight bytes after it, which the last block has too.
        while (utf8.Length - at >= Block + Vector256<byte>.Count)
        {
            var end = at + Block;
            var stops = Stops(ref source, at) | ((ulong)Stops(ref source, at + Vector256<byte>.Count) << Vector256<byte>.Count);
            for (var start = at; stops != 0; stops &= stops - 1)
            {
                var stop = start + BitOperations.TrailingZeroCount(stops);
                Widen(ref source, at, ref target, written, stop - at);
                written += stop - at;
                at = stop;
                var next = BinaryPrimitives.ReadUInt64LittleEndian(utf8[stop..]);
                ref readonly var common = ref CommonReference.At(next);
                if (!common.Begins(next))
                    goto Rest;
                Unsafe.Add(ref target, written++) = common.Char;
                at += common.Length;
            }
            if (at < end)
            {
                Widen(ref source, at, ref target, written, end - at);
                written += end - at;
                at = end;
            }
        }
    Rest:
        while (utf8.Length - at >= Vector256<byte>.Count)
        {
            WidenOne(ref source, at, ref target, written);
            var run = Math.Min(Vector256<byte>.Count, BitOperations.TrailingZeroCount(Stops(ref source, at)));
            at += run;
            written += run;
            if (run < Vector256<byte>.Count)
                break;
        }
        for (; at < utf8.Length && utf8[at] != '&' && utf8[at] < 0x80; at++)
            Unsafe.Add(ref target, written++) = utf8[at];
        Length += written;
        return at < utf8.Length && utf8[at] >= 0x80 ? at + AppendRest(utf8[at..]) : at;
    }

    /// <summary>A bit for each of 32 bytes that is an ampersand, or no ASCII, which its highest bit tells.</summary>
    private static uint Stops(ref byte source, int at)
    {
        var block = Vector256.LoadUnsafe(ref source, (nuint)at);
        return (Vector256.Equals(block, Vector256.Create((byte)'&')) | block).ExtractMostSignificantBits();
    }

    /// <summary>Writes up to <see cref="Block"/> characters, in whole vectors.</summary>
    private static void Widen(ref byte source, int at, ref ushort target, int to, int length)
    {
        WidenOne(ref source, at, ref target, to);
        if (length > Vector256<byte>.Count)
            WidenOne(ref source, at + Vector256<byte>.Count, ref target, to + Vector256<byte>.Count);
    }

    private static void WidenOne(ref byte source, int at, ref ushort target, int to)
    {
        var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref source, (nuint)at));
        low.StoreUnsafe(ref target, (nuint)to);
        high.StoreUnsafe(ref target, (nuint)(to + Vector256<ushort>.Count));
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
