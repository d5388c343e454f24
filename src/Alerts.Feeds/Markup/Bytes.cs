using System.Buffers;

namespace Alerts.Feeds.Markup;

/// <summary>Byte classes of markup.</summary>
internal static class Bytes
{
    public static readonly SearchValues<byte> Space = SearchValues.Create(" \t\r\n\f"u8);

    /// <summary>XML's name start characters, taking every byte above ASCII for one.</summary>
    public static bool IsNameStart(byte b) => (uint)((b | 0x20) - 'a') < 26 || b is (byte)'_' or (byte)':' || b >= 0x80;

    public static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f';

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        var end = bytes.Length;
        while (start < end && IsSpace(bytes[start]))
            start++;
        while (end > start && IsSpace(bytes[end - 1]))
            end--;
        return bytes[start..end];
    }

    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.Length == right.Length && System.Text.Ascii.EqualsIgnoreCase(left, right);
}
