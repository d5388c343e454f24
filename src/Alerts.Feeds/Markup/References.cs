using System.Text;
using AngleSharp.Html;

namespace Alerts.Feeds.Markup;

/// <summary>Character and entity references: XML's five, HTML's two thousand, and those the document declares itself.</summary>
internal static class References
{
    private const int LongestName = 32;

    /// <summary>What numbers 128 to 159 mean where a windows-1252 writer gave them (HTML 13.2.5.80).</summary>
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009Džÿ";

    /// <summary>Appends <paramref name="raw"/> with its references replaced; what is none stays as it is.</summary>
    public static void Decode(ReadOnlySpan<byte> raw, TextBuffer target, DeclaredEntities? declared, ref Repairs repairs)
    {
        while (true)
        {
            raw = raw[target.AppendUpToReference(raw)..];
            if (raw.IsEmpty)
                return;
            var length = One(raw, target, declared, ref repairs);
            if (length == 0)
            {
                repairs.Add(FeedRepair.BareAmpersand);
                target.Append('&');
                length = 1;
            }
            raw = raw[length..];
        }
    }

    /// <summary>Reads the reference at the start of <paramref name="raw"/>; its length, or 0 when there is none.</summary>
    private static int One(ReadOnlySpan<byte> raw, TextBuffer target, DeclaredEntities? declared, ref Repairs repairs)
    {
        if (raw.Length >= 4 && raw[1] != '#')
        {
            if (raw[2] == 't' && raw[3] == ';' && (raw[1] is (byte)'l' or (byte)'g'))
                return Put(target, raw[1] == 'l' ? '<' : '>', 4);
            if (raw.StartsWith("&amp;"u8))
                return Put(target, '&', 5);
            if (raw.StartsWith("&quot;"u8))
                return Put(target, '"', 6);
            if (raw.StartsWith("&apos;"u8))
                return Put(target, '\'', 6);
        }
        return raw.Length > 2 && raw[1] == '#' ? Number(raw, target) : Named(raw, target, declared, ref repairs);
    }

    private static int Put(TextBuffer target, char c, int length)
    {
        target.Append(c);
        return length;
    }

    private static int Number(ReadOnlySpan<byte> raw, TextBuffer target)
    {
        var hex = (raw[2] | 0x20) == 'x';
        var length = hex ? 3 : 2;
        var first = length;
        uint code = 0;
        for (; length < raw.Length && length - first < 10 && Digit(raw[length], hex) is >= 0 and var digit; length++)
            code = Math.Min(0x110000, (code * (hex ? 16u : 10u)) + (uint)digit);
        if (length == first)
            return 0;
        if (length < raw.Length && raw[length] == ';')
            length++;
        if (code is > 0 and < 0x80)
            target.Append((char)code);
        else if (code is >= 0x80 and <= 0x9F)
            target.Append(Windows1252[(int)code - 0x80]);
        else if (code is 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
            target.Append('\uFFFD');
        else
            target.Append(new Rune(code));
        return length;
    }

    /// <summary>The value of a digit, -1 when it is none.</summary>
    private static int Digit(byte b, bool hex)
    {
        var digit = b - '0';
        if ((uint)digit < 10)
            return digit;
        digit = (b | 0x20) - 'a';
        return hex && (uint)digit < 6 ? digit + 10 : -1;
    }

    private static int Named(ReadOnlySpan<byte> raw, TextBuffer target, DeclaredEntities? declared, ref Repairs repairs)
    {
        var end = raw[..Math.Min(raw.Length, LongestName + 2)].IndexOf((byte)';');
        if (end < 2)
            return 0;
        var name = raw[1..end];
        foreach (var b in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'.' or (byte)'-' or (byte)'_'))
                return 0;
        }
        var text = Encoding.ASCII.GetString(name);
        if (declared is not null && declared.TryGet(text, out var value))
        {
            target.Append(value);
            return end + 1;
        }
        repairs.Add(FeedRepair.UndefinedEntity);
        if (HtmlEntityProvider.Resolver.GetSymbol(text + ";") is not { } symbol)
            return 0;
        target.Append(symbol);
        return end + 1;
    }
}
