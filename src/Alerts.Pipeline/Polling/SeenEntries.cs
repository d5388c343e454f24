using System.Buffers.Binary;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Polling;

/// <summary>An entry of a feed as it was taken in.</summary>
/// <param name="Name">What names it in its feed.</param>
/// <param name="Content">All that is published of it.</param>
internal sealed record SeenEntry(string Name, string Content);

/// <summary>The entries of a feed that were taken in, the latest 4,000, twelve bytes each: eight for the name, four for the content. Immutable.</summary>
/// <remarks>
/// A name's hash met by chance would lose an entry: among 4,000 of 64 bits that is one in four million million. A content's would
/// lose one edit in four thousand million.
/// </remarks>
public sealed class SeenEntries
{
    private const int Most = 4000;
    private const int Size = sizeof(ulong) + sizeof(uint);
    private readonly IReadOnlyList<KeyValuePair<ulong, uint>> order;
    private readonly Dictionary<ulong, uint> contents;

    private SeenEntries(IReadOnlyList<KeyValuePair<ulong, uint>> order)
    {
        this.order = order;
        contents = new(order.DistinctBy(entry => entry.Key));
    }

    public static SeenEntries None { get; } = new([]);

    /// <summary>Whether an entry of that name was taken in, as it is or as it was.</summary>
    public bool ContainsName(string name) => contents.ContainsKey(Hash("entry", name));

    /// <summary>Whether the entry was taken in as it is.</summary>
    internal bool Contains(SeenEntry entry) => contents.TryGetValue(Hash("entry", entry.Name), out var content) && content == ContentHash(entry);

    /// <summary>With the entries of a document, which stay longer than those that left it.</summary>
    internal SeenEntries With(IEnumerable<SeenEntry> document)
    {
        var present = document.Select(entry => KeyValuePair.Create(Hash("entry", entry.Name), ContentHash(entry))).DistinctBy(entry => entry.Key).ToList();
        var kept = order.ExceptBy(present.Select(entry => entry.Key), entry => entry.Key).Concat(present);
        return new([.. kept.TakeLast(Most)]);
    }

    internal byte[] ToBytes()
    {
        var bytes = new byte[order.Count * Size];
        for (var i = 0; i < order.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * Size), order[i].Key);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * Size + sizeof(ulong)), order[i].Value);
        }

        return bytes;
    }

    internal static SeenEntries FromBytes(byte[]? bytes)
    {
        if (bytes is null)
            return None;
        var order = new List<KeyValuePair<ulong, uint>>(bytes.Length / Size);
        for (var at = 0; at + Size <= bytes.Length; at += Size)
            order.Add(new(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + sizeof(ulong)))));
        return new(order);
    }

    private static uint ContentHash(SeenEntry entry) => (uint)Hash("content", entry.Content);

    private static ulong Hash(string kind, string text) => Convert.ToUInt64(Ids.Of(kind, text)[..16], 16);
}
