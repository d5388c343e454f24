using System.Collections.Frozen;

namespace Alerts.Feeds.Dates;

/// <summary>Time zones as dates name them.</summary>
internal static class Zone
{
    /// <summary>Hours and minutes east of UTC, as in offsets: -330 is three hours and a half west.</summary>
    private static readonly (string Name, int Offset)[] Names =
    [
        ("Z", 0), ("UT", 0), ("UTC", 0), ("GMT", 0), ("WET", 0), ("AT", -400), ("AST", -400), ("ADT", -300), ("ET", -500),
        ("EST", -500), ("EDT", -400), ("CT", -600), ("CST", -600), ("CDT", -500), ("MT", -700), ("MST", -700), ("MDT", -600),
        ("PT", -800), ("PST", -800), ("PDT", -700), ("AKST", -900), ("AKDT", -800), ("HST", -1000), ("NST", -330), ("NDT", -230),
        ("BRT", -300), ("ART", -300), ("CLT", -400), ("BST", 100), ("WEST", 100), ("IST", 530), ("CET", 100), ("MET", 100),
        ("MEZ", 100), ("CEST", 200), ("MEST", 200), ("MESZ", 200), ("EET", 200), ("EEST", 300), ("SAST", 200), ("MSK", 300),
        ("MSD", 400), ("TRT", 300), ("GST", 400), ("PKT", 500), ("WIB", 700), ("ICT", 700), ("SGT", 800), ("HKT", 800),
        ("AWST", 800), ("KST", 900), ("JST", 900), ("ACST", 930), ("AEST", 1000), ("AEDT", 1100), ("NZST", 1200), ("NZDT", 1300),
    ];

    private static readonly FrozenDictionary<string, int> Offsets =
        Names.ToFrozenDictionary(zone => zone.Name, zone => zone.Offset, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ByName = Offsets.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Minutes east of UTC of a zone's name, an offset (+0100, -01:00, +1) or both (GMT+2). A name nobody knows is 0: the date is worth
    /// more than the hours it may be wrong by. False when an offset has digits missing.
    /// </summary>
    public static bool Read(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        var sign = text.IndexOfAny('+', '-', '\u2212');
        if (sign < 0)
        {
            if (ByName.TryGetValue(text.TrimEnd('.'), out var named))
                minutes = (named / 100 * 60) + (named % 100);
            return true;
        }
        foreach (var c in text[..sign])
        {
            if (!char.IsLetter(c))
                return false;
        }
        var rest = text[(sign + 1)..];
        var digits = Digits.Count(rest);
        if (!Digits.Read(ref rest, 1, digits == 3 ? 1 : 2, out var hours))
            return false;
        if (rest.Length > 0 && rest[0] == ':')
            rest = rest[1..];
        var minute = 0;
        if (rest.Length > 0 && (!Digits.Read(ref rest, 2, 2, out minute) || rest.Length > 0 || minute > 59))
            return false;
        minutes = (hours * 60) + minute;
        if (text[sign] != '+')
            minutes = -minutes;
        return true;
    }
}
