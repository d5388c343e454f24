using System.Buffers;

namespace Alerts.Feeds.Markup;

/// <summary>
/// Cuts UTF-8 bytes into tags and text without judging them: any input is some sequence of tokens, each byte is looked at a bounded
/// number of times, and the only thing ever skipped is what XML lets a reader skip (comments, instructions, the document type).
/// </summary>
internal ref struct MarkupReader(ReadOnlySpan<byte> source)
{
    private static readonly SearchValues<byte> TagStops = SearchValues.Create("><\"'"u8);
    private static readonly SearchValues<byte> NameStops = SearchValues.Create(" \t\r\n\f/><=\"'"u8);

    private readonly ReadOnlySpan<byte> source = source;

    // From here on the document holds no such end: it is searched to its end once, not once a section.
    private int noCommentEnd = int.MaxValue;
    private int noCDataEnd = int.MaxValue;

    public readonly ReadOnlySpan<byte> Source => source;

    /// <summary>Where the next token starts.</summary>
    public int Position { get; set; }

    /// <summary>What had to be mended so far.</summary>
    public Repairs Repairs { get; set; }

    /// <summary>The internal subset of the document type, between its brackets; empty when there is none.</summary>
    public ByteRange Subset { get; private set; }

    public void Mend(FeedRepair repair)
    {
        var repairs = Repairs;
        repairs.Add(repair);
        Repairs = repairs;
    }

    public Token Read()
    {
        while (Position < source.Length)
        {
            if (source[Position] != '<')
                return Text(Position);
            var next = Position + 1 < source.Length ? source[Position + 1] : (byte)0;
            if (Bytes.IsNameStart(next))
                return StartTag();
            switch (next)
            {
                case (byte)'/':
                    return EndTag();
                case (byte)'!' when source[Position..].StartsWith("<![CDATA["u8):
                    return CData();
                case (byte)'!':
                    SkipDeclaration();
                    break;
                case (byte)'?':
                    SkipInstruction();
                    break;
                default:
                    Mend(FeedRepair.BareLessThan);
                    return Text(Position);
            }
        }
        return new Token(TokenKind.End, new(source.Length, source.Length), default, default);
    }

    /// <summary>Text from <paramref name="start"/>, whose first byte is text even if it is a less-than sign.</summary>
    private Token Text(int start)
    {
        var length = source[(start + 1)..].IndexOf((byte)'<');
        Position = length < 0 ? source.Length : start + 1 + length;
        var range = new ByteRange(start, Position);
        return new Token(TokenKind.Text, range, default, range);
    }

    private Token CData()
    {
        var start = Position;
        var open = start + "<![CDATA[".Length;
        var length = CDataLength(open);
        if (length >= 0)
        {
            Position = open + length + 3;
            return new Token(TokenKind.CData, new(start, Position), default, new(open, open + length));
        }
        // Without an end the section runs to the next end tag; to the document's end would swallow every later entry.
        Mend(FeedRepair.UnclosedSection);
        var end = source[open..].IndexOf("</"u8);
        Position = end < 0 ? source.Length : open + end;
        return new Token(TokenKind.CData, new(start, Position), default, new(open, Position));
    }

    /// <summary>The length of the section whose content begins there; -1 where it has no end.</summary>
    public int CDataLength(int open)
    {
        var length = open >= noCDataEnd ? -1 : source[open..].IndexOf("]]>"u8);
        if (length < 0)
            noCDataEnd = Math.Min(noCDataEnd, open);
        return length;
    }

    /// <summary>Takes over what another reader of the same bytes has found missing.</summary>
    public void Learn(in MarkupReader other) =>
        (noCommentEnd, noCDataEnd) = (Math.Min(noCommentEnd, other.noCommentEnd), Math.Min(noCDataEnd, other.noCDataEnd));

    private Token StartTag()
    {
        var start = Position;
        var name = Name(start + 1);
        var end = TagEnd(name.End);
        var inner = new ByteRange(name.End, end);
        var closed = end < source.Length && source[end] == '>';
        if (!closed)
            Mend(FeedRepair.BrokenTag);
        Position = closed ? end + 1 : end;
        var empty = inner.Length > 0 && source[inner.End - 1] == '/';
        if (empty)
            inner = new ByteRange(inner.Start, inner.End - 1);
        return new Token(TokenKind.StartTag, new(start, Position), name, inner, empty);
    }

    private Token EndTag()
    {
        var start = Position;
        var first = start + 2;
        while (first < source.Length && Bytes.IsSpace(source[first]))
            first++;
        var name = Name(first);
        var stop = source[name.End..].IndexOfAny((byte)'>', (byte)'<');
        var end = stop < 0 ? source.Length : name.End + stop;
        var closed = stop >= 0 && source[end] == '>';
        if (!closed)
            Mend(FeedRepair.BrokenTag);
        Position = closed ? end + 1 : Math.Max(end, start + 2);
        return new Token(TokenKind.EndTag, new(start, Position), name, default);
    }

    private readonly ByteRange Name(int start)
    {
        var length = source[start..].IndexOfAny(NameStops);
        return new ByteRange(start, length < 0 ? source.Length : start + length);
    }

    /// <summary>The index of the tag's greater-than sign, or of where a tag without one must be taken to end.</summary>
    private readonly int TagEnd(int start)
    {
        var at = start;
        while (true)
        {
            var stop = source[at..].IndexOfAny(TagStops);
            if (stop < 0)
                return source.Length;
            at += stop;
            var found = source[at];
            if (found is (byte)'>' or (byte)'<')
                return at;
            var close = source[(at + 1)..].IndexOfAny(found, (byte)'<');
            if (close < 0 || (source[at + 1 + close] == '<' && !ClosesAfterLessThan(at + 1 + close, found)))
                return FirstEnd(at);
            close = source[(at + 1)..].IndexOf(found);
            at += close + 2;
        }
    }

    /// <summary>A quoted value may hold less-than signs, against the rules, when it is closed properly soon after.</summary>
    private readonly bool ClosesAfterLessThan(int at, byte quote)
    {
        var window = source.Slice(at, Math.Min(1024, source.Length - at));
        var close = window.IndexOf(quote);
        if (close < 0 || at + close + 1 >= source.Length)
            return false;
        // What follows a closing quote is a space, a slash or the end of the tag; what follows an opening one is a value.
        return source[at + close + 1] is (byte)' ' or (byte)'>' or (byte)'/' or (byte)'\n' or (byte)'\r' or (byte)'\t'
            && window[..close].IndexOf((byte)'=') < 0;
    }

    private readonly int FirstEnd(int at)
    {
        var stop = source[at..].IndexOfAny((byte)'>', (byte)'<');
        return stop < 0 ? source.Length : at + stop;
    }

    private void SkipInstruction()
    {
        var end = source[Position..].IndexOf((byte)'>');
        Position = end < 0 ? source.Length : Position + end + 1;
    }

    private void SkipDeclaration()
    {
        if (source[Position..].StartsWith("<!--"u8))
        {
            SkipComment();
            return;
        }
        var open = Position;
        var stop = source[open..].IndexOfAny((byte)'>', (byte)'[');
        if (stop >= 0 && source[open + stop] == '[')
        {
            var close = SubsetEnd(open + stop + 1);
            Subset = new ByteRange(open + stop + 1, close);
            var end = source[close..].IndexOf((byte)'>');
            Position = end < 0 ? source.Length : close + end + 1;
            return;
        }
        Position = stop < 0 ? source.Length : open + stop + 1;
    }

    /// <summary>The closing bracket of the internal subset, looking past quoted values.</summary>
    private readonly int SubsetEnd(int at)
    {
        while (at < source.Length)
        {
            var stop = source[at..].IndexOfAny((byte)']', (byte)'"', (byte)'\'');
            if (stop < 0)
                return source.Length;
            at += stop;
            if (source[at] == ']')
                return at;
            var close = source[(at + 1)..].IndexOf(source[at]);
            if (close < 0)
                return source.Length;
            at += close + 2;
        }
        return at;
    }

    private void SkipComment()
    {
        var body = Position + 4;
        var end = body >= noCommentEnd ? -1 : source[body..].IndexOf("-->"u8);
        if (end >= 0)
        {
            Position = body + end + 3;
            return;
        }
        noCommentEnd = Math.Min(noCommentEnd, body);
        Mend(FeedRepair.UnclosedSection);
        var tagEnd = source[body..].IndexOf((byte)'>');
        Position = tagEnd < 0 ? source.Length : body + tagEnd + 1;
    }
}
