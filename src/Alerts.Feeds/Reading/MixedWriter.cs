using System.Text;
using Alerts.Feeds.Markup;

namespace Alerts.Feeds.Reading;

/// <summary>Writes the pieces of a value into one text: references replaced or kept, tags as HTML wants them.</summary>
/// <param name="stripDiv">Whether the div that Atom puts around XHTML is left out (RFC 4287, 3.1.1.3).</param>
internal ref struct MixedWriter(TextBuffer buffer, DeclaredEntities? declared, MixedText mode, bool stripDiv)
{
    private int divDepth;

    public void Write(in Token piece, scoped ref MarkupReader source)
    {
        switch (piece.Kind)
        {
            case TokenKind.Text:
                Text(piece.Inner.Of(source.Source), ref source);
                break;
            case TokenKind.CData when mode == MixedText.Xhtml:
                Escape(piece.Inner.Of(source.Source));
                break;
            case TokenKind.CData:
                buffer.Append(piece.Inner.Of(source.Source));
                break;
            case TokenKind.StartTag:
                StartTag(piece, source.Source);
                break;
            case TokenKind.EndTag:
                EndTag(piece, source.Source);
                break;
        }
    }

    private readonly void Text(ReadOnlySpan<byte> raw, scoped ref MarkupReader source)
    {
        if (mode is MixedText.Xhtml or MixedText.Naked && declared is null)
        {
            buffer.Append(raw);
            return;
        }
        var repairs = source.Repairs;
        References.Decode(raw, buffer, declared, ref repairs);
        source.Repairs = repairs;
    }

    private void StartTag(in Token tag, ReadOnlySpan<byte> source)
    {
        var name = Local(tag.Name.Of(source));
        if (stripDiv && name.SequenceEqual("div"u8) && !tag.IsEmptyElement && divDepth++ == 0 && IsBlank())
            return;
        if (stripDiv && divDepth == 0)
            stripDiv = false;
        buffer.Append('<');
        buffer.Append(name);
        buffer.Append(tag.Inner.Of(source));
        if (!tag.IsEmptyElement)
        {
            buffer.Append('>');
        }
        else if (IsVoid(name))
        {
            buffer.Append("/>");
        }
        else
        {
            // HTML reads <p/> as a start tag.
            buffer.Append("></");
            buffer.Append(name);
            buffer.Append('>');
        }
    }

    private void EndTag(in Token tag, ReadOnlySpan<byte> source)
    {
        var name = Local(tag.Name.Of(source));
        if (stripDiv && name.SequenceEqual("div"u8) && divDepth > 0 && --divDepth == 0)
            return;
        buffer.Append("</");
        buffer.Append(name);
        buffer.Append('>');
    }

    private readonly void Escape(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw);
        foreach (var c in text)
        {
            if (c == '<')
                buffer.Append("&lt;");
            else if (c == '&')
                buffer.Append("&amp;");
            else
                buffer.Append(c);
        }
    }

    private readonly bool IsBlank() => buffer.Trimmed().IsEmpty;

    private static ReadOnlySpan<byte> Local(ReadOnlySpan<byte> name) => name[(name.IndexOf((byte)':') + 1)..];

    private static bool IsVoid(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("br"u8) || name.SequenceEqual("img"u8) || name.SequenceEqual("hr"u8) || name.SequenceEqual("input"u8)
        || name.SequenceEqual("wbr"u8) || name.SequenceEqual("source"u8) || name.SequenceEqual("embed"u8) || name.SequenceEqual("col"u8)
        || name.SequenceEqual("area"u8) || name.SequenceEqual("param"u8) || name.SequenceEqual("track"u8) || name.SequenceEqual("link"u8)
        || name.SequenceEqual("meta"u8) || name.SequenceEqual("base"u8);
}
