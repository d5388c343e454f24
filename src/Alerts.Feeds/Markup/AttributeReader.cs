using System.Buffers;

namespace Alerts.Feeds.Markup;

/// <summary>Walks the attributes of a start tag, with or without quotes and values.</summary>
internal ref struct AttributeReader(ReadOnlySpan<byte> attributes)
{
    private static readonly SearchValues<byte> NameStops = SearchValues.Create("= \t\r\n\f/\"'"u8);

    private readonly int length = attributes.Length;
    private ReadOnlySpan<byte> rest = attributes;

    /// <summary>As written, prefix included.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Where the name begins among the attributes.</summary>
    public int NameStart { get; private set; }

    /// <summary>Undecoded; empty when there is none.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public bool MoveNext()
    {
        while (rest.Length > 0 && (Bytes.IsSpace(rest[0]) || rest[0] is (byte)'/' or (byte)'=' or (byte)'"' or (byte)'\''))
            rest = rest[1..];
        if (rest.IsEmpty)
            return false;
        NameStart = length - rest.Length;
        var end = rest.IndexOfAny(NameStops);
        Name = end < 0 ? rest : rest[..end];
        Value = default;
        rest = end < 0 ? default : SkipSpace(rest[end..]);
        if (rest.IsEmpty || rest[0] != '=')
            return true;
        rest = SkipSpace(rest[1..]);
        if (rest.IsEmpty)
            return true;
        if (rest[0] is (byte)'"' or (byte)'\'')
        {
            var close = rest[1..].IndexOf(rest[0]);
            if (close >= 0)
            {
                Value = rest.Slice(1, close);
                rest = rest[(close + 2)..];
                return true;
            }
            rest = rest[1..];
        }
        var stop = rest.IndexOfAny(Bytes.Space);
        Value = stop < 0 ? rest : rest[..stop];
        rest = stop < 0 ? default : rest[stop..];
        return true;
    }

    private static ReadOnlySpan<byte> SkipSpace(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && !Bytes.IsSpace(bytes[0]))
            return bytes;
        var start = bytes.IndexOfAnyExcept(Bytes.Space);
        return start < 0 ? default : bytes[start..];
    }
}
