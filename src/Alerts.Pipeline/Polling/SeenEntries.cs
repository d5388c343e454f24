using System.Buffers.Binary;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Polling;

/// <summary>The entries of a feed that were taken in, the latest 4,000, eight bytes each. Immutable.</summary>
/// <remarks>A hash met by chance would lose an entry: among 4,000 of 64 bits that is one in four million million.</remarks>
public sealed class SeenEntries
{
    private const int Most = 4000;
    private readonly List<ulong> order;
    private readonly HashSet<ulong> hashes;

    private SeenEntries(List<ulong> order)
    {
        this.order = order;
        hashes = [.. order];
    }

    public static SeenEntries None { get; } = new([]);

    public bool Contains(string entry) => hashes.Contains(Hash(entry));

    /// <summary>With the entries of a document, which stay longer than those that left it.</summary>
    public SeenEntries With(IEnumerable<string> document)
    {
        var present = document.Select(Hash).Distinct().ToList();
        var kept = order.Except(present).Concat(present);
        return new([.. kept.TakeLast(Most)]);
    }

    internal byte[] ToBytes()
    {
        var bytes = new byte[order.Count * sizeof(ulong)];
        for (var i = 0; i < order.Count; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), order[i]);
        return bytes;
    }

    internal static SeenEntries FromBytes(byte[]? bytes)
    {
        if (bytes is null)
            return None;
        var order = new List<ulong>(bytes.Length / sizeof(ulong));
        for (var at = 0; at + sizeof(ulong) <= bytes.Length; at += sizeof(ulong))
            order.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)));
        return new(order);
    }

    private static ulong Hash(string entry) => Convert.ToUInt64(Ids.Of("entry", entry)[..16], 16);
}
