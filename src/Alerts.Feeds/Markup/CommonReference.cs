using System.Buffers.Binary;

namespace Alerts.Feeds.Markup;

/// <summary>
/// The references that escaped HTML is full of, found by the five low bits of the byte after the ampersand: which of them comes next is
/// anyone's guess, so that a chain of comparisons costs more in branches foretold wrongly than a look into a table.
/// </summary>
/// <param name="Mask">Which of eight bytes, read little-endian, belong to the reference.</param>
/// <param name="Bytes">Those bytes, from the ampersand to the semicolon.</param>
internal readonly record struct CommonReference(ulong Mask, ulong Bytes, char Char, int Length)
{
    private const int Slots = 32;

    private static readonly CommonReference[] All = Build();

    /// <summary>The only one that <paramref name="next"/>, eight bytes from an ampersand on, may begin with; see <see cref="Begins"/>.</summary>
    public static ref readonly CommonReference At(ulong next) => ref All[(int)(next >> 8) & (Slots - 1)];

    public bool Begins(ulong next) => (next & Mask) == Bytes;

    private static CommonReference[] Build()
    {
        var all = new CommonReference[Slots];
        // No bytes are equal to this.
        Array.Fill(all, new CommonReference(0, 1, default, 0));
        Add(all, "&lt;"u8, '<');
        Add(all, "&gt;"u8, '>');
        Add(all, "&amp;"u8, '&');
        Add(all, "&quot;"u8, '"');
        Add(all, "&#39;"u8, '\'');
        return all;
    }

    private static void Add(CommonReference[] all, ReadOnlySpan<byte> reference, char meaning)
    {
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        reference.CopyTo(padded);
        all[reference[1] & (Slots - 1)] = new CommonReference(
            ulong.MaxValue >> (64 - (8 * reference.Length)), BinaryPrimitives.ReadUInt64LittleEndian(padded), meaning, reference.Length);
    }
}
