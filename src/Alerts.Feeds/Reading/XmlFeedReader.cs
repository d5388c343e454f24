using Alerts.Feeds.Charsets;
using Alerts.Feeds.Markup;

namespace Alerts.Feeds.Reading;

/// <summary>Reads RSS, RDF, Atom and CDF out of markup, however broken. This part keeps the structure: what is open, and what it means.</summary>
internal ref partial struct XmlFeedReader
{
    /// <summary>The length of <c>xmlns=""</c>.</summary>
    private const int ShortestScope = 8;

    private readonly FeedDraft feed = new();
    private readonly FrameStack open;
    private readonly TextBuffer buffer;
    private readonly DecodedBody body;
    private MarkupReader markup;
    private EntryDraft? entry;
    private PersonDraft? person;
    private OriginDraft? origin;
    private DeclaredEntities? declared;
    private string? firstElement;
    private bool hasRoot;
    private long rescanned;

    public XmlFeedReader(DecodedBody body, FeedSource source, TextBuffer buffer)
    {
        this.body = body;
        this.buffer = buffer;
        markup = new MarkupReader(body.Utf8.Span);
        var baseUrl = source.BaseUrl?.AbsoluteUri;
        if (source.ContentLocation is { Length: > 0 } location)
            baseUrl = UrlText.Base(baseUrl, location.Trim());
        var language = source.ContentLanguage?.Split(',')[0].Trim() is { Length: > 0 } tag ? tag : null;
        open = new FrameStack(new Frame(default, Context.Document, false, baseUrl, language, 0));
    }

    private readonly ReadOnlySpan<byte> Source => markup.Source;

    private readonly Draft Target => entry is null ? feed : entry;

    /// <exception cref="FeedFormatException">No feed, or a limit met.</exception>
    public FeedDocument Read()
    {
        while (true)
        {
            var token = markup.Read();
            if (token.Kind == TokenKind.StartTag)
                Start(token);
            else if (token.Kind == TokenKind.EndTag)
                End(token);
            else if (token.Kind == TokenKind.End)
                break;
            else if (!hasRoot && Bytes.Trim(token.Inner.Of(Source)).Length > 0)
                markup.Mend(FeedRepair.LeadingJunk);
        }
        if (!hasRoot)
            throw new FeedFormatException(NoFeed());
        if (open.Depth > 0)
            markup.Mend(FeedRepair.Truncated);
        while (open.Depth > 0)
            Close();
        if (body.WrongLabel)
            markup.Mend(FeedRepair.WrongCharset);
        if (body.InvalidBytes)
            markup.Mend(FeedRepair.InvalidBytes);
        return feed.Finish(body.Charset, markup.Repairs.ToList());
    }

    private readonly string NoFeed() => firstElement is null
        ? "The body is no feed: it holds no markup; check the feed's address."
        : $"The body is no feed: it begins with <{firstElement}>; check the feed's address.";

    private void Start(in Token token)
    {
        var outer = open.Top;
        var bindings = open.Bindings;
        var inner = Scope(token, outer) with { Bindings = bindings };
        var name = token.Name.Of(Source);
        var element = Resolve(name);
        if (!hasRoot)
            element = Root(token, name, element);
        if (!hasRoot)
        {
            open.Unbind(bindings);
            return;
        }
        if (element is Element.Item && outer.Context != Context.Document)
            OpenEntry(token, inner);
        else if (!Field(element, token, inner))
            Open(token, inner with { Context = element == Element.Wrapper ? outer.Context : Context.Ignored });
        if (open.Depth == 0 || open.Top.Name != token.Name)
            open.Unbind(bindings);
    }

    /// <summary>The frame a start tag makes by its namespace declarations, xml:base and xml:lang.</summary>
    private readonly Frame Scope(in Token token, in Frame outer)
    {
        var frame = outer with { Name = token.Name, OpensEntry = false };
        var attributes = token.Inner.Of(Source);
        if (attributes.Length < ShortestScope || attributes.IndexOf("xml"u8) < 0)
            return frame;
        string? baseText = null;
        var reader = new AttributeReader(attributes);
        while (reader.MoveNext())
        {
            if (reader.Name.StartsWith("xmlns"u8))
                Bind(reader, token);
            else if (reader.Name.SequenceEqual("xml:base"u8))
                baseText ??= Text(reader.Value);
            else if (reader.Name.SequenceEqual("xml:lang"u8))
                frame = frame with { Language = Text(reader.Value) is { Length: > 0 } tag ? tag : null };
        }
        return baseText is null ? frame : frame with { Base = UrlText.Base(frame.Base, baseText) };
    }

    private readonly void Bind(scoped in AttributeReader reader, in Token token)
    {
        var prefix = reader.Name.Length > 6 ? reader.Name[6..] : default;
        // The prefix is kept as a range of the document, where it outlives the tag.
        var start = prefix.IsEmpty ? token.Inner.Start : token.Inner.Start + reader.NameStart + 6;
        open.Bind(new Binding(new ByteRange(start, start + prefix.Length), reader.Value.IsEmpty ? Space.Feed : Spaces.OfName(reader.Value)));
    }

    private Element Resolve(ReadOnlySpan<byte> name)
    {
        var colon = name.IndexOf((byte)':');
        if (colon < 0)
        {
            // A default namespace nobody knows is a feed format nobody registered.
            var space = open.DefaultSpace;
            return Vocabulary.Find(space == Space.Unknown ? Space.Feed : space, name);
        }
        var prefix = name[..colon];
        if (open.SpaceOf(Source, prefix) is { } bound)
            return Vocabulary.Find(bound, name[(colon + 1)..]);
        markup.Mend(FeedRepair.UnboundPrefix);
        return Vocabulary.Find(Spaces.OfPrefix(prefix), name[(colon + 1)..]);
    }

    /// <summary>Looks for the root among what comes first; junk before it, even tags, is passed over.</summary>
    private Element Root(in Token token, ReadOnlySpan<byte> name, Element element)
    {
        var colon = name.IndexOf((byte)':');
        var local = name[(colon + 1)..];
        if (element == Element.Unknown && colon > 0 && Vocabulary.Find(Space.Feed, local) == Element.Root)
        {
            open.Bind(new Binding(new ByteRange(token.Name.Start, token.Name.Start + colon), Space.Feed));
            element = Element.Root;
        }
        var isFirst = firstElement is null;
        firstElement ??= System.Text.Encoding.UTF8.GetString(name[..Math.Min(name.Length, 40)]);
        if (element != Element.Root && !(element == Element.Channel && isFirst))
        {
            if (isFirst && Bytes.EqualsIgnoreCase(local, "html"u8))
                throw new FeedFormatException("The body is an HTML page, not a feed; open the page and look for the feed it links to.");
            if (!isFirst || element != Element.Unknown)
                markup.Mend(FeedRepair.LeadingJunk);
            return Element.Unknown;
        }
        hasRoot = true;
        feed.Format = element == Element.Channel && local[0] == 'C' ? FeedFormat.Cdf
            : Bytes.EqualsIgnoreCase(local, "feed"u8) ? FeedFormat.Atom
            : Bytes.EqualsIgnoreCase(local, "rdf"u8) ? FeedFormat.Rdf
            : FeedFormat.Rss;
        declared = DeclaredEntities.Read(markup.Subset.Of(Source));
        return element;
    }

    private void OpenEntry(in Token token, in Frame frame)
    {
        if (entry is not null)
        {
            markup.Mend(FeedRepair.UnclosedElement);
            while (entry is not null)
                Close();
        }
        entry = new EntryDraft { Language = frame.Language };
        var reader = new AttributeReader(token.Inner.Of(Source));
        while (reader.MoveNext())
        {
            if (LocalName(reader.Name) is var local && Bytes.EqualsIgnoreCase(local, "about"u8))
                entry.Id = Text(reader.Value);
            else
                CdfAttribute(local, reader.Value, frame.Base);
        }
        if (token.IsEmptyElement)
            FinishEntry();
        else
            open.Push(frame with { Context = Context.Entry, OpensEntry = true });
    }

    private void FinishEntry()
    {
        if (entry is not null)
            feed.Entries.Add(entry.Finish());
        entry = null;
    }

    private readonly void Open(in Token token, Frame frame)
    {
        if (!token.IsEmptyElement)
            open.Push(frame);
    }

    private void End(in Token token)
    {
        if (open.Depth == 0)
            return;
        var name = token.Name.Of(Source);
        if (open.Top.Name.Of(Source).SequenceEqual(name))
        {
            Close();
            return;
        }
        var depth = open.Find(Source, name);
        markup.Mend(depth == 0 ? FeedRepair.StrayEndTag : FeedRepair.UnclosedElement);
        while (depth > 0 && open.Depth >= depth)
            Close();
    }

    private void Close()
    {
        var frame = open.Pop();
        if (frame.OpensEntry)
            FinishEntry();
        else if (frame.Context == Context.Person && open.Top.Context != Context.Person)
            FinishPerson();
        else if (frame.Context == Context.Source && open.Top.Context != Context.Source)
            FinishOrigin();
    }

    private static ReadOnlySpan<byte> LocalName(ReadOnlySpan<byte> name) => name[(name.IndexOf((byte)':') + 1)..];
}
