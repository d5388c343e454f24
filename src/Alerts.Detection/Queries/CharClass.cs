using System.Globalization;

namespace Alerts.Detection.Queries;

/// <summary>What a UTF-16 unit is to a word.</summary>
internal enum CharClass : byte
{
    /// <summary>Parts words.</summary>
    None,

    /// <summary>A letter or digit that builds words.</summary>
    Plain,

    /// <summary>A letter that spells more than one (æ, ß, ﬁ).</summary>
    Ligature,

    /// <summary>A mark that is part of a word and of its spelling (vowel signs of Indic scripts).</summary>
    Mark,

    /// <summary>A mark or invisible character inside a word that is no part of its spelling: accents, points, soft hyphens.</summary>
    Silent,

    /// <summary>A character of a script written without spaces: a word by itself.</summary>
    Solo,

    /// <summary>Half of a pair; the pair decides.</summary>
    Surrogate,
}

/// <summary>The class of every UTF-16 unit, looked up once.</summary>
internal static class CharClasses
{
    private static readonly CharClass[] Table = Build();

    internal static CharClass Of(char unit) => Table[unit];

    /// <summary>The class of a character outside the basic plane.</summary>
    internal static CharClass Of(char high, char low)
    {
        if (!char.IsSurrogatePair(high, low))
            return CharClass.None;

        var code = char.ConvertToUtf32(high, low);
        if (code is >= 0x20000 and <= 0x3FFFF)
            return CharClass.Solo;

        return CharUnicodeInfo.GetUnicodeCategory(code) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.DecimalDigitNumber => CharClass.Plain,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => CharClass.Mark,
            _ => CharClass.None,
        };
    }

    private static CharClass[] Build()
    {
        var table = new CharClass[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
            table[i] = Classify((char)i);

        foreach (var ligature in Diacritics.Spelled)
            table[ligature] = CharClass.Ligature;

        return table;
    }

    private static CharClass Classify(char unit)
    {
        if (char.IsSurrogate(unit))
            return CharClass.Surrogate;

        if (IsApostrophe(unit))
            return CharClass.None;

        return CharUnicodeInfo.GetUnicodeCategory(unit) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.DecimalDigitNumber => CharClass.Plain,
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => WithoutSpaces(unit) ? CharClass.Solo : CharClass.Plain,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark =>
                IsSilent(unit) ? CharClass.Silent : CharClass.Mark,
            UnicodeCategory.Format => CharClass.Silent,

            // The 2 of CO₂.
            UnicodeCategory.OtherNumber when char.IsAsciiDigit(Diacritics.Fold(unit)) => CharClass.Plain,
            _ => CharClass.None,
        };
    }

    /// <summary>The apostrophes met in news: ASCII, typographic, modifier letter, and the full-width form.</summary>
    internal static bool IsApostrophe(char unit) => unit is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\uFF07';

    /// <summary>What ties the parts of a compound: hyphens (not dashes) and the ampersand of AT&amp;T.</summary>
    internal static bool IsTie(char unit) => unit is '-' or '\u2010' or '\u2011' or '&';

    private static bool WithoutSpaces(char unit) => unit is (>= '\u2E80' and <= '\u312F') or (>= '\u3190' and <= '\u9FFF')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF66' and <= '\uFF9F')
        or (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF');

    private static bool IsSilent(char unit) => unit is (>= '\u0300' and <= '\u036F') or (>= '\u0483' and <= '\u0487')
        or (>= '\u0591' and <= '\u05C7') or (>= '\u064B' and <= '\u065F') or '\u0670';
}
