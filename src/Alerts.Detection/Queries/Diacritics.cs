namespace Alerts.Detection.Queries;

/// <summary>
/// Letters without their diacritics, after the compatibility decompositions of the Unicode Character Database
/// (and the strokes it leaves alone: ø, ł, đ). A table of our own, because
/// <see cref="string.Normalize()"/> does nothing under invariant globalization.
/// </summary>
internal static class Diacritics
{
    /// <summary>Each row: the plain letter, then those that fold to it.</summary>
    private static readonly string[] Rows =
    [
        "0₀",
        "1₁",
        "2₂",
        "3₃",
        "4₄",
        "5₅",
        "6₆",
        "7₇",
        "8₈",
        "9₉",
        "AÅÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ",
        "BḂḄḆ",
        "CÇĆĈĊČḈ",
        "DÐĎĐḊḌḎḐḒ",
        "EÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ",
        "FḞ",
        "GĜĞĠĢǦǴḠ",
        "HĤĦȞḢḤḦḨḪ",
        "IÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊ",
        "JĴ",
        "KKĶǨḰḲḴ",
        "LĹĻĽŁḶḸḺḼ",
        "MḾṀṂ",
        "NÑŃŅŇŊǸṄṆṈṊ",
        "OÒÓÔÕÖØŌŎŐƠǑǪǬǾȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ",
        "PṔṖ",
        "RŔŖŘȐȒṘṚṜṞ",
        "SŚŜŞŠȘṠṢṤṦṨ",
        "TŢŤŦȚṪṬṮṰ",
        "UÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ",
        "VṼṾ",
        "WŴẀẂẄẆẈ",
        "XẊẌ",
        "YÝŶŸȲẎỲỴỶỸ",
        "ZŹŻŽẐẒẔ",
        "aªàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
        "bḃḅḇ",
        "cçćĉċčḉ",
        "dðďđḋḍḏḑḓ",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
        "fḟ",
        "gĝğġģǧǵḡ",
        "hĥħȟḣḥḧḩḫẖ",
        "iìíîïĩīĭįıǐȉȋḭḯỉị",
        "jĵǰ",
        "kķĸǩḱḳḵ",
        "lĺļľłḷḹḻḽ",
        "mḿṁṃ",
        "nñńņňŋǹṅṇṉṋ",
        "oºòóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ",
        "pṕṗ",
        "rŕŗřȑȓṙṛṝṟ",
        "sśŝşšſșṡṣṥṧṩẛ",
        "tţťŧțṫṭṯṱẗ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
        "vṽṿ",
        "wŵẁẃẅẇẉẘ",
        "xẋẍ",
        "yýÿŷȳẏẙỳỵỷỹ",
        "zźżžẑẓẕ",
        "ƷǮ",
        "ʒǯ",
        "ΑΆἈἉἊἋἌἍἎἏᾈᾉᾊᾋᾌᾍᾎᾏᾸᾹᾺΆᾼ",
        "ΕΈἘἙἚἛἜἝῈΈ",
        "ΗΉἨἩἪἫἬἭἮἯᾘᾙᾚᾛᾜᾝᾞᾟῊΉῌ",
        "Θϴ",
        "ΙΊΪἸἹἺἻἼἽἾἿῘῙῚΊ",
        "ΟΌὈὉὊὋὌὍῸΌ",
        "ΡῬ",
        "ΣϹ",
        "ΥΎΫϒϓϔὙὛὝὟῨῩῪΎ",
        "ΩΏὨὩὪὫὬὭὮὯᾨᾩᾪᾫᾬᾭᾮᾯῺΏῼ",
        "αάἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ",
        "βϐ",
        "εέϵἐἑἒἓἔἕὲέ",
        "ηήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ",
        "θϑ",
        "ιΐίϊἰἱἲἳἴἵἶἷὶίιῐῑῒΐῖῗ",
        "κϰ",
        "μµ",
        "οόὀὁὂὃὄὅὸό",
        "πϖ",
        "ρϱῤῥ",
        "σςϲ",
        "υΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ",
        "φϕ",
        "ωώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ",
        "ІЇ",
        "АӐӒ",
        "ГЃ",
        "ЕЀЁӖ",
        "ЖӁӜ",
        "ЗӞ",
        "ИЍЙӢӤ",
        "КЌ",
        "ОӦ",
        "УЎӮӰӲ",
        "ЧӴ",
        "ЫӸ",
        "ЭӬ",
        "аӑӓ",
        "гѓ",
        "еѐёӗ",
        "жӂӝ",
        "зӟ",
        "ийѝӣӥ",
        "кќ",
        "оӧ",
        "уўӯӱӳ",
        "чӵ",
        "ыӹ",
        "эӭ",
        "ії",
        "ѴѶ",
        "ѵѷ",
        "ӘӚ",
        "әӛ",
        "ӨӪ",
        "өӫ",
    ];

    private static readonly Dictionary<char, string> Ligatures = new()
    {
        ['Æ'] = "AE",
        ['Þ'] = "TH",
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['þ'] = "th",
        ['Ĳ'] = "IJ",
        ['ĳ'] = "ij",
        ['ŉ'] =
        "n",
        ['Œ'] = "OE",
        ['œ'] = "oe",
        ['Ǆ'] = "DZ",
        ['ǅ'] = "Dz",
        ['ǆ'] = "dz",
        ['Ǉ'] = "LJ",
        ['ǈ'] = "Lj",
        ['ǉ']
        = "lj",
        ['Ǌ'] = "NJ",
        ['ǋ'] = "Nj",
        ['ǌ'] = "nj",
        ['Ǣ'] = "AE",
        ['ǣ'] = "ae",
        ['Ǳ'] = "DZ",
        ['ǲ'] = "Dz",
        ['ǳ'] = "dz",
        ['Ǽ'] = "AE",
        ['ǽ'] = "ae",
        ['ẞ'] = "SS",
        ['ﬀ'] = "ff",
        ['ﬁ'] = "fi",
        ['ﬂ'] =
        "fl",
        ['ﬃ'] = "ffi",
        ['ﬄ'] = "ffl",
        ['ﬅ'] = "st",
        ['ﬆ'] = "st",
    };

    private static readonly char[] Plain = Table();

    /// <summary>The one letter that <paramref name="letter"/> folds to, mostly itself; case is kept.</summary>
    internal static char Fold(char letter) => Plain[letter];

    /// <summary>The letters that a ligature stands for; null for all other characters.</summary>
    internal static string? Spell(char letter) => Ligatures.GetValueOrDefault(letter);

    /// <summary>All characters that <see cref="Spell"/> answers for.</summary>
    internal static IEnumerable<char> Spelled => Ligatures.Keys;

    private static char[] Table()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
            table[i] = (char)i;

        foreach (var row in Rows)
            foreach (var letter in row.AsSpan(1))
                table[letter] = row[0];

        // Full-width forms of ASCII digits and letters, as East Asian text has them.
        for (var i = '\uFF10'; i <= '\uFF5A'; i++)
        {
            var narrow = (char)(i - 0xFEE0);
            if (char.IsAsciiLetterOrDigit(narrow))
                table[i] = narrow;
        }

        return table;
    }
}
