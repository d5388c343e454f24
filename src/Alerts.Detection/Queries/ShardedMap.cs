using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Alerts.Detection.Queries;

/// <summary>A dictionary by text whose readers never wait, in so many pieces that the growth of one takes microseconds.</summary>
internal sealed class ShardedMap<T>
{
    private const int Shards = 256;

    private readonly ConcurrentDictionary<string, T>[] shards = new ConcurrentDictionary<string, T>[Shards];
    private readonly ConcurrentDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>>[] lookups =
        new ConcurrentDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>>[Shards];

    internal ShardedMap()
    {
        for (var i = 0; i < Shards; i++)
        {
            shards[i] = new ConcurrentDictionary<string, T>(concurrencyLevel: 1, capacity: 7, StringComparer.Ordinal);
            lookups[i] = shards[i].GetAlternateLookup<ReadOnlySpan<char>>();
        }
    }

    internal T this[string text]
    {
        set => shards[Shard(text)][text] = value;
    }

    internal bool TryGet(ReadOnlySpan<char> text, [MaybeNullWhen(false)] out T found) => lookups[Shard(text)].TryGetValue(text, out found);

    internal bool TryRemove(string text, [MaybeNullWhen(false)] out T removed) => shards[Shard(text)].TryRemove(text, out removed);

    private static int Shard(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return 0;

        var mixed = (((uint)text[0] * 31) + text[^1]) * 31 + text[text.Length / 2] + ((uint)text.Length * 17);
        return (int)((mixed * 2654435761u) >> 24);
    }
}
