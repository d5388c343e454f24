using System.Buffers.Binary;
using System.Text;

namespace Alerts.Feeds.Reading;

/// <summary>Element names and what they mean, looked up by their bytes without regard to case.</summary>
internal static class Vocabulary
{
    private const int LongestName = 16;
    private const ulong Fold = 0x2020202020202020;

    /// <summary>A power of two, and many times the number of names, so that most are found where they are looked for first.</summary>
    private const int Slots = 1024;

    private static readonly (Key Key, Element Element)[] Elements = Build();

    public static Element Find(Space space, ReadOnlySpan<byte> localName)
    {
        if (localName.Length is 0 or > LongestName)
            return Element.Unknown;
        return Elements[Slot(Elements, new Key(space, localName))].Element;
    }

    /// <summary>Where the name is, or the empty place where it would be.</summary>
    private static int Slot((Key Key, Element Element)[] elements, in Key key)
    {
        var slot = key.Hash & (Slots - 1);
        while (elements[slot].Element != Element.Unknown && elements[slot].Key != key)
            slot = (slot + 1) & (Slots - 1);
        return slot;
    }

    private static (Key Key, Element Element)[] Build()
    {
        var elements = new (Key Key, Element Element)[Slots];
        void Add(Space space, Element element, params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                var key = new Key(space, Encoding.ASCII.GetBytes(name));
                elements[Slot(elements, key)] = (key, element);
            }
        }
        Add(Space.Feed, Element.Root, "rss", "feed", "rdf");
        Add(Space.Rdf, Element.Root, "rdf");
        Add(Space.Feed, Element.Channel, "channel");
        Add(Space.Feed, Element.Item, "item", "entry");
        Add(Space.Feed, Element.Wrapper, "items", "entries");
        Add(Space.Feed, Element.Title, "title");
        Add(Space.Feed, Element.Link, "link");
        Add(Space.Feed, Element.Id, "id", "guid");
        Add(Space.Feed, Element.Subtitle, "subtitle", "tagline");
        Add(Space.Feed, Element.Description, "description", "abstract");
        Add(Space.Feed, Element.Summary, "summary");
        Add(Space.Feed, Element.Content, "content");
        Add(Space.Feed, Element.EncodedContent, "fullitem", "encoded");
        Add(Space.Feed, Element.XhtmlBody, "body", "div");
        Add(Space.Feed, Element.Published, "pubdate", "published", "issued");
        Add(Space.Feed, Element.Updated, "updated", "modified", "lastbuilddate", "lastmod");
        Add(Space.Feed, Element.DcDate, "date");
        Add(Space.Feed, Element.Author, "author", "managingeditor");
        Add(Space.Feed, Element.Contributor, "contributor");
        Add(Space.Feed, Element.OtherPerson, "webmaster", "owner", "publisher");
        Add(Space.Feed, Element.Name, "name");
        Add(Space.Feed, Element.Email, "email");
        Add(Space.Feed, Element.Uri, "uri", "homepage");
        Add(Space.Feed, Element.Category, "category");
        Add(Space.Feed, Element.Keywords, "keywords", "tags");
        Add(Space.Feed, Element.Enclosure, "enclosure");
        Add(Space.Feed, Element.Comments, "comments");
        Add(Space.Feed, Element.Language, "language");
        Add(Space.Feed, Element.Rights, "copyright", "rights");
        Add(Space.Feed, Element.Generator, "generator");
        Add(Space.Feed, Element.Image, "image");
        Add(Space.Feed, Element.ImageUrl, "url");
        Add(Space.Feed, Element.Icon, "icon", "logo");
        Add(Space.Feed, Element.TimeToLive, "ttl");
        Add(Space.Feed, Element.SkipHours, "skiphours");
        Add(Space.Feed, Element.SkipDays, "skipdays");
        Add(Space.Feed, Element.Hour, "hour");
        Add(Space.Feed, Element.Day, "day");
        Add(Space.Feed, Element.Source, "source");
        Add(Space.DublinCore, Element.DcTitle, "title");
        Add(Space.DublinCore, Element.DcDescription, "description");
        Add(Space.DublinCore, Element.PersonText, "creator", "author");
        Add(Space.DublinCore, Element.Contributor, "contributor");
        Add(Space.DublinCore, Element.DcDate, "date");
        Add(Space.DublinCore, Element.Subject, "subject");
        Add(Space.DublinCore, Element.Language, "language");
        Add(Space.DublinCore, Element.Rights, "rights");
        Add(Space.DublinCoreTerms, Element.DcTitle, "title");
        Add(Space.DublinCoreTerms, Element.DcDescription, "description", "abstract");
        Add(Space.DublinCoreTerms, Element.PersonText, "creator");
        Add(Space.DublinCoreTerms, Element.Published, "issued");
        Add(Space.DublinCoreTerms, Element.DcDate, "modified", "date");
        Add(Space.DublinCoreTerms, Element.Subject, "subject");
        Add(Space.Content, Element.EncodedContent, "encoded");
        Add(Space.Media, Element.MediaTitle, "title");
        Add(Space.Media, Element.MediaDescription, "description", "text");
        Add(Space.Media, Element.MediaContent, "content");
        Add(Space.Media, Element.MediaThumbnail, "thumbnail");
        Add(Space.Media, Element.MediaCategory, "category");
        Add(Space.Media, Element.Keywords, "keywords");
        Add(Space.Media, Element.Wrapper, "group");
        Add(Space.Itunes, Element.ItunesTitle, "title");
        Add(Space.Itunes, Element.ItunesAuthor, "author");
        Add(Space.Itunes, Element.ItunesSubtitle, "subtitle");
        Add(Space.Itunes, Element.ItunesSummary, "summary");
        Add(Space.Itunes, Element.ItunesCategory, "category");
        Add(Space.Itunes, Element.Keywords, "keywords");
        Add(Space.Itunes, Element.ItunesImage, "image");
        Add(Space.Itunes, Element.OtherPerson, "owner");
        Add(Space.Slash, Element.CommentCount, "comments");
        Add(Space.Threading, Element.CommentCount, "total");
        Add(Space.Syndication, Element.UpdatePeriod, "updateperiod");
        Add(Space.Syndication, Element.UpdateFrequency, "updatefrequency");
        Add(Space.Xhtml, Element.XhtmlBody, "body", "div");
        return elements;
    }

    /// <summary>A name of up to 16 bytes, folded to lower case by the bit that tells ASCII's cases apart.</summary>
    private readonly record struct Key(ulong Low, ulong High, int Tail)
    {
        public Key(Space space, ReadOnlySpan<byte> name)
            : this(0, 0, ((int)space << 8) | name.Length)
        {
            if (name.Length >= sizeof(ulong))
            {
                // The two halves of a name shorter than both overlap, which tells names apart just as well.
                Low = BinaryPrimitives.ReadUInt64LittleEndian(name) | Fold;
                High = BinaryPrimitives.ReadUInt64LittleEndian(name[^sizeof(ulong)..]) | Fold;
                return;
            }
            foreach (var b in name)
                Low = (Low << 8) | b;
            Low |= Fold;
        }

        public int Hash => (int)(((Low ^ (High * 0x9E3779B97F4A7C15) ^ (ulong)Tail) * 0xC2B2AE3D27D4EB4F) >> 32);
    }
}
