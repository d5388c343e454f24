using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Alerts.Detection.Text;

namespace Alerts.Detection.Matching;

/// <summary>Which characters of a text are letters or digits, 64 at a time; typographic variants count as what they fold to.</summary>
internal static class WordMask
{
    /// <summary>Characters in a block.</summary>
    public const int Width = 64;

    /// <summary>Bit i is set where <paramref name="text"/>[i] is a letter or digit; bits past the end are clear.</summary>
    /// <param name="text">At most the first 64 characters are looked at.</param>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        if (text.Length < Width || !Vector128.IsHardwareAccelerated)
            return OneByOne(text);
        var values = MemoryMarshal.Cast<char, ushort>(text);
        return Vector256.IsHardwareAccelerated
            ? Half(values, text) | ((ulong)Half(values[32..], text[32..]) << 32)
            : Quarter(values, text) | ((ulong)Quarter(values[16..], text[16..]) << 16) | ((ulong)Quarter(values[32..], text[32..]) << 32) | ((ulong)Quarter(values[48..], text[48..]) << 48);
    }

    public static bool IsWord(char c) => char.IsAscii(c) ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(NormalizedText.Fold(c));

    private static uint Half(ReadOnlySpan<ushort> values, ReadOnlySpan<char> text)
    {
        // Saturation leaves the highest bit set in whatever is not ASCII.
        var bytes = Vector256.NarrowWithSaturation(Vector256.Create(values), Vector256.Create(values[16..]));
        var letters = Vector256.LessThan((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26));
        var digits = Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        return Others(bytes.ExtractMostSignificantBits(), text) | (letters | digits).ExtractMostSignificantBits();
    }

    private static uint Quarter(ReadOnlySpan<ushort> values, ReadOnlySpan<char> text)
    {
        var bytes = Vector128.NarrowWithSaturation(Vector128.Create(values), Vector128.Create(values[8..]));
        var letters = Vector128.LessThan((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)26));
        var digits = Vector128.LessThan(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
        return Others(bytes.ExtractMostSignificantBits(), text) | (letters | digits).ExtractMostSignificantBits();
    }

    // Beyond ASCII each character is asked for itself.
    private static uint Others(uint beyond, ReadOnlySpan<char> text)
    {
        var mask = 0u;
        for (; beyond != 0; beyond &= beyond - 1)
        {
            var i = BitOperations.TrailingZeroCount(beyond);
            mask |= IsWord(text[i]) ? 1u << i : 0;
        }

        return mask;
    }

    private static ulong OneByOne(ReadOnlySpan<char> text)
    {
        var mask = 0UL;
        for (var i = 0; i < Math.Min(Width, text.Length); i++)
            mask |= IsWord(text[i]) ? 1UL << i : 0;
        return mask;
    }
}
