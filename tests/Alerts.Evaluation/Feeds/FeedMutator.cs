using System.Text;

namespace Alerts.Evaluation.Feeds;

/// <summary>Breaks feeds in the ways transports, publishers and attackers do, the same way for the same seed.</summary>
internal sealed class FeedMutator(int seed)
{
    private const int LongestSlice = 48 * 1024;

    private static readonly byte[][] Pieces = [.. new[]
    {
        "<", ">", "</", "/>", "&", "&amp;", "&lt;", "&nope;", "&#", "&#x110000;", "&#0;", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE x [", "]>",
        "<?xml version=\"1.0\" encoding=\"utf-16\"?>", "<?", "?>", "\"", "'", "=", "\0", "\uFEFF", "\u2028", "<item>", "</item>", "<entry>", "</entry>",
        "<channel>", "</channel>", "<title>", "</title>", "<content type=\"xhtml\">", "<div>", "</div>", "<link href='", "<x:y xmlns:x=''>", "xml:base=\"//\"",
        "xmlns=\"http://www.w3.org/2005/Atom\"", "<rss>", "<feed>", "<rdf:RDF>", "<!ENTITY a \"&b;&b;\">", "<author><name>", "<pubDate>", "{\"version\":", "\"items\":[", "\\ud800",
        "99999999999999999999", "Thu, 31 Feb 99999 99:99:99 +9999", "javascript:", "http://[", "http://\u0130/", "%", "<image>", "<source>", "<guid isPermaLink=",
    }.Select(Encoding.UTF8.GetBytes)];

    private readonly Random random = new(seed);

    /// <summary>A broken copy of one of <paramref name="feeds"/>, of up to some 50 KiB.</summary>
    public byte[] Next(IReadOnlyList<byte[]> feeds)
    {
        var bytes = Slice(feeds[random.Next(feeds.Count)]);
        for (var times = random.Next(1, 9); times > 0; times--)
            bytes = Break(bytes, feeds);
        return bytes;
    }

    private byte[] Slice(byte[] feed)
    {
        if (feed.Length <= LongestSlice)
            return feed;
        // The head makes it a feed; the rest may begin anywhere.
        var start = random.Next(feed.Length - LongestSlice);
        return [.. feed.AsSpan(0, 2048), .. feed.AsSpan(start, LongestSlice)];
    }

    private byte[] Break(byte[] bytes, IReadOnlyList<byte[]> feeds)
    {
        var at = random.Next(bytes.Length + 1);
        var length = Math.Min(bytes.Length - at, 1 << random.Next(12));
        return random.Next(9) switch
        {
            0 => Flip(bytes),
            1 => [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)],
            2 => [.. bytes.AsSpan(0, at + length), .. bytes.AsSpan(at)],
            3 or 4 => Insert(bytes, at, Pieces[random.Next(Pieces.Length)]),
            5 => Insert(bytes, at, Repeat(Pieces[random.Next(Pieces.Length)], 1 << random.Next(10))),
            6 => bytes[..at],
            7 => [.. bytes.AsSpan(0, at), .. Tail(feeds)],
            _ => Wild(bytes, at, length),
        };
    }

    private ReadOnlySpan<byte> Tail(IReadOnlyList<byte[]> feeds)
    {
        var other = feeds[random.Next(feeds.Count)];
        var start = random.Next(other.Length + 1);
        return other.AsSpan(start, Math.Min(LongestSlice, other.Length - start));
    }

    private byte[] Flip(byte[] bytes)
    {
        var copy = (byte[])bytes.Clone();
        for (var times = copy.Length == 0 ? 0 : random.Next(1, 20); times > 0; times--)
            copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    private byte[] Wild(byte[] bytes, int at, int length)
    {
        var copy = (byte[])bytes.Clone();
        random.NextBytes(copy.AsSpan(at, length));
        return copy;
    }

    private static byte[] Insert(byte[] bytes, int at, byte[] piece) => [.. bytes.AsSpan(0, at), .. piece, .. bytes.AsSpan(at)];

    private static byte[] Repeat(byte[] piece, int times) => [.. Enumerable.Repeat(piece, times).SelectMany(bytes => bytes)];
}
