using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Alerts.Detection.Matching;

/// <summary>
/// A bit for each length and first four letters of the words that patterns begin with; nearly all words of a text are
/// told by one look at it that no pattern begins there. It errs only on the side of letting a word pass.
/// </summary>
internal sealed class WordFilter
{
    private const ulong CaseBits = 0x0020_0020_0020_0020;
    private const ulong BeyondAscii = 0xFF80_FF80_FF80_FF80;
    private const int Letters = 4;

    private readonly ulong[] bits;
    private readonly int shift;

    /// <param name="patterns">Folded patterns.</param>
    public WordFilter(IReadOnlyCollection<string> patterns)
    {
        var keys = new HashSet<ulong>();
        foreach (var pattern in patterns)
        {
            var length = 0;
            while (length < pattern.Length && WordMask.IsWord(pattern[length]))
                length++;
            if (length > 0)
                keys.Add(Hash(Key(pattern, 0, length), length));
        }

        // Sixteen bits a key let one strange word in sixteen pass.
        var size = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, keys.Count * 16)));
        shift = 64 - size;
        bits = new ulong[(1 << size) / 64];
        foreach (var hash in keys)
            bits[hash >> shift >> 6] |= 1UL << (int)(hash >> shift);
    }

    /// <summary>Memory held, in bytes.</summary>
    public long Size => (long)bits.Length * sizeof(ulong);

    /// <summary>Whether a pattern may begin with the word of the text.</summary>
    /// <param name="text">The text as it is, not folded.</param>
    /// <param name="start">First character of the word.</param>
    /// <param name="length">Letters and digits in the word, at least one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBegin(ReadOnlySpan<char> text, int start, int length)
    {
        // A word beyond ASCII, or one that an invisible character may go on behind, is not judged by its letters.
        var key = Key(text, start, length);
        if ((key & BeyondAscii) != 0 || (start + length < text.Length && text[start + length] > '\u007F'))
            return true;
        var slot = Hash(key, length) >> shift;
        return (bits[slot >> 6] & (1UL << (int)slot)) != 0;
    }

    private static ulong Hash(ulong key, int length) => (key + (ulong)length) * 0x9E37_79B9_7F4A_7C15;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Key(ReadOnlySpan<char> text, int start, int length)
    {
        if (start + Letters > text.Length)
            return KeyAtEnd(text[start..], length);
        var key = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text.Slice(start, Letters))) | CaseBits;
        return length >= Letters ? key : key & ((1UL << (16 * length)) - 1);
    }

    private static ulong KeyAtEnd(ReadOnlySpan<char> text, int length)
    {
        var key = 0UL;
        for (var i = 0; i < Math.Min(length, text.Length); i++)
            key |= ((ulong)text[i] | 0x20) << (16 * i);
        return key;
    }
}
