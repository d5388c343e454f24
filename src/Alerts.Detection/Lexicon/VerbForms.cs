namespace Alerts.Detection.Lexicon;

/// <summary>The five forms of an English verb: base, third person, -ing, past, participle.</summary>
internal readonly record struct VerbForms(string Base, string Third, string Ing, string Past, string Participle)
{
    /// <summary>The forms a regular verb has; final consonants are not doubled (verbs that do are listed as irregular).</summary>
    public static VerbForms Regular(string lemma)
    {
        if (lemma.EndsWith('e'))
        {
            var ing = lemma.EndsWith("ee", StringComparison.Ordinal) || lemma.EndsWith("oe", StringComparison.Ordinal) || lemma.EndsWith("ye", StringComparison.Ordinal)
                ? lemma + "ing"
                : lemma[..^1] + "ing";
            return new(lemma, lemma + "s", ing, lemma + "d", lemma + "d");
        }

        if (lemma.EndsWith('y') && lemma.Length > 1 && !IsVowel(lemma[^2]))
            return new(lemma, lemma[..^1] + "ies", lemma + "ing", lemma[..^1] + "ied", lemma[..^1] + "ied");
        var sibilant = lemma.EndsWith('s') || lemma.EndsWith('x') || lemma.EndsWith('z') || lemma.EndsWith("sh", StringComparison.Ordinal) || lemma.EndsWith("ch", StringComparison.Ordinal) || lemma.EndsWith('o');
        return new(lemma, lemma + (sibilant ? "es" : "s"), lemma + "ing", lemma + "ed", lemma + "ed");
    }

    /// <summary>Whether the final consonant may be doubled: expel, expelled. Both spellings are then known.</summary>
    public static bool Doubles(string lemma) => lemma.Length > 2 && !IsVowel(lemma[^1]) && lemma[^1] is not ('w' or 'x' or 'y') && IsVowel(lemma[^2]) && !IsVowel(lemma[^3]);

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
