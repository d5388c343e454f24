using System.Text;
using System.Text.RegularExpressions;

namespace Alerts.Feeds.Charsets;

/// <summary>Charset labels as they occur.</summary>
internal static partial class Charset
{
    private const int DeclarationWindow = 256;

    public static Encoding Windows1252 { get; } = Page("windows-1252") ?? Encoding.Latin1;

    public static Encoding Utf32Big { get; } = new UTF32Encoding(bigEndian: true, byteOrderMark: true);

    /// <summary>
    /// The encoding a label stands for; null when nobody knows it. Labels mean what they mean on the web (WHATWG Encoding):
    /// iso-8859-1 and us-ascii are windows-1252, gb2312 and gbk are gb18030.
    /// </summary>
    public static Encoding? Find(string label) => label.Trim().Trim('"', '\'').ToLowerInvariant() switch
    {
        "utf-8" or "utf8" or "unicode-1-1-utf-8" => Encoding.UTF8,
        "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" or "cp1252" or "x-cp1252" => Windows1252,
        "gb2312" or "gbk" or "x-gbk" or "gb18030" or "gb_2312-80" or "cp936" => Page("gb18030"),
        "shift_jis" or "shift-jis" or "sjis" or "x-sjis" or "windows-31j" or "cp932" => Page("shift_jis"),
        "euc-kr" or "ks_c_5601-1987" or "cp949" or "uhc" => Page("ks_c_5601-1987"),
        "big5" or "big5-hkscs" or "cn-big5" => Page("big5"),
        "utf-16" or "utf-16le" or "ucs-2" or "u16" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        "utf-32" or "utf-32le" => Encoding.UTF32,
        "utf-32be" => Utf32Big,
        "iso-8859-11" or "tis-620" => Page("windows-874"),
        "iso-8859-9" => Page("windows-1254"),
        var other => Page(other.StartsWith("cp125", StringComparison.Ordinal) ? "windows-" + other[2..] : other),
    };

    /// <summary>The name to report: in lower case, with byte order; iso-8859-1 where a label said so, though it is read as its superset.</summary>
    public static string Name(Encoding encoding, string? label = null) => encoding.CodePage switch
    {
        1200 => "utf-16le",
        1201 => "utf-16be",
        12000 => "utf-32le",
        12001 => "utf-32be",
        1252 when label?.Trim().Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) == true => "iso-8859-1",
        _ => encoding.WebName.ToLowerInvariant(),
    };

    /// <summary>The charset parameter of a Content-Type header; null when there is none.</summary>
    public static string? OfContentType(string? contentType) =>
        contentType is not null && Parameter().Match(contentType) is { Success: true } match ? match.Groups["value"].Value : null;

    /// <summary>The encoding an XML declaration names, in bytes that are ASCII-like; null when there is none or it is a wide one.</summary>
    public static string? OfDeclaration(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, DeclarationWindow)];
        var start = head.IndexOf("<?xml"u8);
        if (start < 0)
            return null;
        head = head[start..];
        var end = head.IndexOf("?>"u8);
        var match = Declaration().Match(Encoding.ASCII.GetString(end < 0 ? head : head[..end]));
        if (!match.Success)
            return null;
        var label = match.Groups["value"].Value;
        // Bytes that show the label as ASCII cannot be two or four bytes a character.
        return Find(label) is { } found && (found is UnicodeEncoding or UTF32Encoding) ? null : label;
    }

    private static Encoding? Page(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""(^|;)\s*charset\s*=\s*["']?(?<value>[^"';,\s]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex("""\sencoding\s*=\s*["'](?<value>[^"']*)["']""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
