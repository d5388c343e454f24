namespace Alerts.Feeds.Fetching;

/// <summary>A buffer that grows with what arrives, up to a limit.</summary>
internal sealed class BoundedBuffer(int maxBytes)
{
    private byte[] bytes = new byte[Math.Min(16 * 1024, maxBytes + 1)];
    private int length;

    /// <summary>What has been written.</summary>
    internal ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    /// <summary>Room for at least one byte more. It reaches one byte past the limit, so that a body of exactly the limit is told from a longer one.</summary>
    internal Span<byte> Space()
    {
        Grow();
        return bytes.AsSpan(length);
    }

    /// <summary>As <see cref="Space"/>, for asynchronous reads.</summary>
    internal Memory<byte> SpaceMemory()
    {
        Grow();
        return bytes.AsMemory(length);
    }

    /// <summary>Counts what was read into the space.</summary>
    /// <returns>False when the limit is passed.</returns>
    internal bool Advance(int count)
    {
        length += count;
        return length <= maxBytes;
    }

    private void Grow()
    {
        if (length == bytes.Length)
            Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, maxBytes + 1L));
    }
}
