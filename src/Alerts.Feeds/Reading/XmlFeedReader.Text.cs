using System.Text;
using Alerts.Feeds.Markup;

namespace Alerts.Feeds.Reading;

/// <summary>Values: from a start tag to its end, wherever that is.</summary>
internal ref partial struct XmlFeedReader
{
    /// <summary>How often the document may be looked through again for end tags that are not there.</summary>
    private const int RescanFactor = 4;

    private readonly string Text(ReadOnlySpan<byte> raw)
    {
        raw = Bytes.Trim(raw);
        if (raw.IsEmpty)
            return "";
        if (raw.IndexOf((byte)'&') < 0)
            return Encoding.UTF8.GetString(raw);
        var ignored = default(Repairs);
        buffer.Clear();
        References.Decode(raw, buffer, declared, ref ignored);
        return new string(buffer.Trimmed());
    }

    /// <summary>Null when the tag has no such attribute.</summary>
    private readonly string? Attribute(in Token token, ReadOnlySpan<byte> localName)
    {
        var reader = new AttributeReader(token.Inner.Of(Source));
        while (reader.MoveNext())
        {
            if (Bytes.EqualsIgnoreCase(LocalName(reader.Name), localName))
                return Text(reader.Value);
        }
        return null;
    }

    /// <summary>Whether the element that just began holds an element before any text.</summary>
    private readonly bool HasElements(in Token token)
    {
        if (token.IsEmptyElement)
            return false;
        var at = markup.Position;
        while (at < Source.Length && Bytes.IsSpace(Source[at]))
            at++;
        return at + 1 < Source.Length && Source[at] == '<' && Bytes.IsNameStart(Source[at + 1]);
    }

    /// <summary>The element's text, trimmed; null when it is empty. Moves past its end tag.</summary>
    private string? ReadText(in Token token)
    {
        var value = ReadValue(token, MixedText.Plain, stripDiv: false, out _);
        return value.Length == 0 ? null : value;
    }

    /// <summary>The element's text or markup, trimmed; empty when there is none. Moves past its end tag.</summary>
    private string ReadValue(in Token token, MixedText mode, bool stripDiv, out bool hasElements)
    {
        hasElements = false;
        if (token.IsEmptyElement)
            return "";
        buffer.Clear();
        if (TrySimple(token, out var range, out var isLiteral))
        {
            var raw = Bytes.Trim(range.Of(Source));
            if ((isLiteral || raw.IndexOf((byte)'&') < 0) && System.Text.Ascii.IsValid(raw))
                return Encoding.Latin1.GetString(raw);
            Append(raw, isLiteral);
        }
        else
        {
            hasElements = Mixed(token, mode, stripDiv);
        }
        return new string(buffer.Trimmed());
    }

    /// <summary>The same, in the buffer: good until the next value is read.</summary>
    private ReadOnlySpan<char> ReadChars(in Token token)
    {
        buffer.Clear();
        if (token.IsEmptyElement)
            return default;
        if (TrySimple(token, out var raw, out var isLiteral))
            Append(raw.Of(Source), isLiteral);
        else
            Mixed(token, MixedText.Plain, stripDiv: false);
        return buffer.Trimmed();
    }

    private void Append(ReadOnlySpan<byte> raw, bool isLiteral)
    {
        if (isLiteral)
        {
            buffer.Append(raw);
            return;
        }
        var repairs = markup.Repairs;
        References.Decode(raw, buffer, declared, ref repairs);
        markup.Repairs = repairs;
    }

    /// <summary>
    /// The two shapes nearly every value has: text up to the end tag, or one CDATA section between two tags. False, and nothing moved,
    /// for all others.
    /// </summary>
    private bool TrySimple(in Token token, out ByteRange raw, out bool isLiteral)
    {
        var at = markup.Position;
        raw = default;
        isLiteral = false;
        var name = token.Name.Of(Source);
        var stop = Source[at..].IndexOf((byte)'<');
        if (stop < 0)
            return false;
        var tag = at + stop;
        if (EndsAt(tag, name, out var after))
        {
            raw = new ByteRange(at, tag);
            markup.Position = after;
            return true;
        }
        if (!Source[tag..].StartsWith("<![CDATA["u8) || Bytes.Trim(Source[at..tag]).Length > 0)
            return false;
        var open = tag + "<![CDATA[".Length;
        var length = markup.CDataLength(open);
        if (length < 0)
            return false;
        var rest = open + length + 3;
        while (rest < Source.Length && Bytes.IsSpace(Source[rest]))
            rest++;
        if (!EndsAt(rest, name, out after))
            return false;
        raw = new ByteRange(open, open + length);
        isLiteral = true;
        markup.Position = after;
        return true;
    }

    private readonly bool EndsAt(int at, ReadOnlySpan<byte> name, out int after)
    {
        after = at + 2 + name.Length;
        if (after >= Source.Length || Source[at] != '<' || Source[at + 1] != '/' || !Source.Slice(at + 2, name.Length).SequenceEqual(name))
            return false;
        while (after < Source.Length && Bytes.IsSpace(Source[after]))
            after++;
        return after < Source.Length && Source[after++] == '>';
    }

    /// <summary>Appends a value of any shape; true when it holds elements.</summary>
    private bool Mixed(in Token token, MixedText mode, bool stripDiv)
    {
        var extent = FindExtent(token);
        var part = new MarkupReader(Source[..extent.End]) { Position = markup.Position, Repairs = markup.Repairs };
        part.Learn(markup);
        if (!extent.IsClosed)
            part.Mend(FeedRepair.UnclosedElement);
        var writer = new MixedWriter(buffer, declared, extent.HasElements ? mode : MixedText.Plain, stripDiv);
        while (part.Read() is { Kind: not TokenKind.End } piece)
            writer.Write(piece, ref part);
        markup.Repairs = part.Repairs;
        markup.Position = extent.After;
        return extent.HasElements;
    }

    /// <summary>
    /// Where the value ends: at its own end tag; failing that, before the next element that is a field of the feed, or where the element
    /// around it ends.
    /// </summary>
    private Extent FindExtent(in Token token)
    {
        var name = token.Name.Of(Source);
        var start = markup.Position;
        var scan = markup;
        var nested = 0;
        var hasElements = false;
        var firstField = -1;
        var fieldHasElements = false;
        var mayRescan = rescanned < (long)RescanFactor * (Source.Length + 4096);
        int boundary;
        while (true)
        {
            var piece = scan.Read();
            boundary = piece.Outer.Start;
            if (piece.Kind == TokenKind.StartTag)
            {
                var local = piece.Name.Of(Source);
                if (Resolve(local) is var element && element == Element.Item)
                    break;
                if (firstField < 0 && element is not (Element.Unknown or Element.XhtmlBody or Element.Wrapper))
                    (firstField, fieldHasElements) = (piece.Outer.Start, hasElements);
                if (!mayRescan && firstField >= 0)
                    break;
                hasElements = true;
                if (!piece.IsEmptyElement && local.SequenceEqual(name))
                    nested++;
            }
            else if (piece.Kind == TokenKind.EndTag)
            {
                var local = piece.Name.Of(Source);
                if (Bytes.EqualsIgnoreCase(local, name))
                {
                    if (nested-- == 0)
                    {
                        markup.Learn(scan);
                        return new Extent(piece.Outer.Start, piece.Outer.End, hasElements, IsClosed: true);
                    }
                }
                else if (open.Find(Source, local) > 0)
                {
                    break;
                }
            }
            else if (piece.Kind == TokenKind.End)
            {
                break;
            }
        }
        var end = firstField >= 0 ? firstField : boundary;
        rescanned += boundary - start;
        markup.Learn(scan);
        return new Extent(end, end, firstField >= 0 ? fieldHasElements : hasElements, IsClosed: false);
    }
}
