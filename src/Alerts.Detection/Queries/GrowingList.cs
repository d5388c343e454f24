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
    internal T this[int number] =>
        Volatile.Read(ref chunks[number >> ChunkBits][number & (ChunkSize - 1)]) ?? throw new ArgumentOutOfRangeException(nameof(number));

    internal void Add(T item)
    {
        if (Count == chunks.Length * ChunkSize)
            chunks = [.. chunks, new T?[ChunkSize]];

        Volatile.Write(ref chunks[Count >> ChunkBits][Count & (ChunkSize - 1)], item);
        Count++;
    }
}
