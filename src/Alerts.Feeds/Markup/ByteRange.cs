namespace Alerts.Feeds.Markup;

/// <summary>From <paramref name="Start"/> up to, not including, <paramref name="End"/>.</summary>
internal readonly record struct ByteRange(int Start, int End)
{
    public int Length => End - Start;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> source) => source[Start..End];
}
