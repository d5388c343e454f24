using System.Buffers;

namespace Alerts.Detection.Text;

/// <summary>
/// A text with typographic variants folded (quotes, dashes, spaces) and invisible characters removed,
/// and the way back: every index of <see cref="Value"/> maps to an index of the original.
/// </summary>
internal sealed class NormalizedText
{
    private static readonly SearchValues<char> Odd = SearchValues.Create(
        "\u2018\u2019\u201A\u201B\u2032\u02BC\u0060\u00B4\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000\t\u200B\u200C\u200D\u2060\uFEFF\u00AD\u2026");

    private readonly int[]? offsets;

    private NormalizedText(string value, int[]? offsets)
    {
        Value = value;
        this.offsets = offsets;
    }

    public string Value { get; }

    /// <summary>Index in the original of the character at <paramref name="index"/>; the original's length for the end.</summary>
    public int ToOriginal(int index) => offsets is null ? index : offsets[index];

    public static NormalizedText Of(string text)
    {
        if (text.AsSpan().IndexOfAny(Odd) < 0)
            return new NormalizedText(text, null);
        var value = new char[text.Length];
        var offsets = new int[text.Length + 1];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var folded = Fold(text[i]);
            if (folded == '\0')
                continue;
            value[length] = folded;
            offsets[length++] = i;
        }

        offsets[length] = text.Length;
        return new NormalizedText(new string(value, 0, length), offsets);
    }

    /// <summary>The plain form of a character; NUL where it is invisible and falls away.</summary>
    public static char Fold(char c) => c switch
    {
        '\u2018' or '\u2019' or '\u201A' or '\u201B' or '\u2032' or '\u02BC' or '`' or '\u00B4' => '\'',
        '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u00AB' or '\u00BB' or '\u2033' => '"',
        '\u2010' or '\u2011' or '\u2212' => '-',
        '\u2012' or '\u2013' or '\u2014' or '\u2015' => '\u2014',
        '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000' or '\t' => ' ',
        '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD' => '\0',
        '\u2026' => '.',
        _ => c,
    };
}
