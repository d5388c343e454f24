namespace Alerts.Detection.Queries;

/// <summary>A list by chunks: one writer, readers without a lock, and no growth that copies all of it.</summary>
internal sealed class GrowingList<T>
    where T : class
{
    private const int ChunkBits = 10;
    private const int ChunkSize = 1 << ChunkBits;

    private volatile T?[][] chunks = [];

    internal int Count { get; private set; }

    /// <summary>The item; readers ask only for numbers that they were given after the item was there.</summary>
    internal T this[int number] => Find(number) ?? throw new ArgumentOutOfRangeException(nameof(number));

    /// <summary>The item, or null where it was removed.</summary>
    internal T? Find(int number) => Volatile.Read(ref chunks[number >> ChunkBits][number & (ChunkSize - 1)]);

    internal int Add(T item)
    {
        if (Count == chunks.Length * ChunkSize)
            chunks = [.. chunks, new T?[ChunkSize]];

        Set(Count, item);
        return Count++;
    }

    internal void Set(int number, T? item) => Volatile.Write(ref chunks[number >> ChunkBits][number & (ChunkSize - 1)], item);
}
