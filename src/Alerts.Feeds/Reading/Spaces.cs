using System.Text;

namespace Alerts.Feeds.Reading;

/// <summary>Which vocabulary a namespace name or a habitual prefix stands for.</summary>
internal static class Spaces
{
    private static readonly (string Start, Space Space)[] Names =
    [
        ("purl.org/dc/elements/1.", Space.DublinCore),
        ("purl.org/dc/terms", Space.DublinCoreTerms),
        ("purl.org/rss/1.0/modules/content", Space.Content),
        ("purl.org/rss/1.0/modules/slash", Space.Slash),
        ("purl.org/rss/1.0/modules/syndication", Space.Syndication),
        ("purl.org/syndication/thread", Space.Threading),
        ("purl.org/rss/1.0/modules/", Space.Unknown),
        ("purl.org/rss/", Space.Feed),
        ("purl.org/atom/ns", Space.Feed),
        ("purl.org/net/rss", Space.Feed),
        ("www.w3.org/2005/atom", Space.Feed),
        ("backend.userland.com/", Space.Feed),
        ("blogs.law.harvard.edu/tech/rss", Space.Feed),
        ("cyber.law.harvard.edu/rss", Space.Feed),
        ("www.rssboard.org/rss", Space.Feed),
        ("my.netscape.com/", Space.Feed),
        ("channel.netscape.com/rdf/simple/0.9", Space.Feed),
        ("example.com/newformat", Space.Feed),
        ("example.com/necho", Space.Feed),
        ("purl.org/echo", Space.Feed),
        ("uri/of/echo/namespace", Space.Feed),
        ("purl.org/pie", Space.Feed),
        ("www.w3.org/1999/02/22-rdf-syntax-ns", Space.Rdf),
        ("search.yahoo.com/mrss", Space.Media),
        ("www.rssboard.org/media-rss", Space.Media),
        ("video.search.yahoo.com/mrss", Space.Media),
        ("tools.search.yahoo.com/mrss", Space.Media),
        ("www.itunes.com/dtds/podcast-1.0", Space.Itunes),
        ("example.com/dtds/podcast-1.0", Space.Itunes),
        ("www.w3.org/1999/xhtml", Space.Xhtml),
    ];

    /// <summary>The vocabulary of a namespace name; scheme, letter case and a closing slash do not matter.</summary>
    public static Space OfName(ReadOnlySpan<byte> name)
    {
        Span<char> lower = stackalloc char[80];
        var length = Encoding.ASCII.GetChars(name[..Math.Min(name.Length, lower.Length)], lower);
        lower = lower[..length];
        System.Text.Ascii.ToLowerInPlace(lower, out _);
        var start = lower.IndexOf("://");
        ReadOnlySpan<char> rest = start < 0 ? lower : lower[(start + 3)..];
        foreach (var (prefix, space) in Names)
        {
            if (rest.StartsWith(prefix, StringComparison.Ordinal))
                return space;
        }
        return Space.Unknown;
    }

    /// <summary>What a prefix means by habit where no declaration binds it.</summary>
    public static Space OfPrefix(ReadOnlySpan<byte> prefix) =>
        Is(prefix, "dc"u8) ? Space.DublinCore
        : Is(prefix, "dcterms"u8) ? Space.DublinCoreTerms
        : Is(prefix, "content"u8) ? Space.Content
        : Is(prefix, "media"u8) ? Space.Media
        : Is(prefix, "itunes"u8) ? Space.Itunes
        : Is(prefix, "slash"u8) ? Space.Slash
        : Is(prefix, "sy"u8) ? Space.Syndication
        : Is(prefix, "thr"u8) ? Space.Threading
        : Is(prefix, "rdf"u8) ? Space.Rdf
        : Is(prefix, "xhtml"u8) ? Space.Xhtml
        : Is(prefix, "atom"u8) || Is(prefix, "atom10"u8) || Is(prefix, "rss"u8) || Is(prefix, "a10"u8) ? Space.Feed
        : Space.Unknown;

    private static bool Is(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> name) => Markup.Bytes.EqualsIgnoreCase(prefix, name);
}
