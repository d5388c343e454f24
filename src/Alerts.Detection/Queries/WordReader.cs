namespace Alerts.Detection.Queries;

/// <summary>
/// Cuts plain text into words, the same way for articles and for queries. Each call of <see cref="Next"/> gives
/// one word or one compound of up to <see cref="MostParts"/> parts ("re-elect"). Spellings gather in
/// <see cref="Spelling"/>, parts of a compound side by side, so that the whole is spelled by first to last.
/// </summary>
internal sealed class WordReader
{
    internal const int MostParts = 6;

    private readonly Part[] parts = new Part[MostParts];
    private string text = "";
    private int at;
    private char[] spelling;
    private int spelled;

    internal WordReader(int capacity) => spelling = new char[Math.Max(16, capacity)];

    /// <summary>A word or a part of a compound.</summary>
    /// <param name="Start">Where it starts in the text.</param>
    /// <param name="End">Where it ends in the text, without a possessive's <c>'s</c>.</param>
    /// <param name="From">Where its spelling starts.</param>
    /// <param name="To">Where its spelling ends.</param>
    /// <param name="TailStart">Where the word behind an elision or prefix (l'Europe, O'Neill) starts in the text; -1 without one.</param>
    /// <param name="TailFrom">Where the spelling of that word starts.</param>
    internal readonly record struct Part(int Start, int End, int From, int To, int TailStart, int TailFrom);

    internal ReadOnlySpan<Part> Parts => parts.AsSpan(0, PartCount);

    internal int PartCount { get; private set; }

    /// <summary>Spellings so far: diacritics, apostrophes and invisible characters gone, case kept.</summary>
    internal ReadOnlySpan<char> Spelling => spelling.AsSpan(0, spelled);

    /// <summary>Goes on with another text; spellings are kept.</summary>
    internal void Read(string next)
    {
        text = next;
        at = 0;
        PartCount = 0;
    }

    /// <summary>Reads the next word or compound; false at the end of the text.</summary>
    internal bool Next()
    {
        PartCount = 0;
        while (at < text.Length && !Starts(at))
            at++;

        if (at == text.Length)
            return false;

        if (IsSolo(at))
        {
            parts[PartCount++] = Solo();
            return true;
        }

        parts[PartCount++] = Word();
        while (PartCount < MostParts && at + 1 < text.Length && CharClasses.IsTie(text[at]) && Starts(at + 1) && !IsSolo(at + 1))
        {
            at++;
            parts[PartCount++] = Word();
        }

        return true;
    }

    private CharClass ClassAt(int index)
    {
        var found = CharClasses.Of(text[index]);
        return found == CharClass.Surrogate
            ? index + 1 < text.Length ? CharClasses.Of(text[index], text[index + 1]) : CharClass.None
            : found;
    }

    private bool Starts(int index) => ClassAt(index) is CharClass.Plain or CharClass.Ligature or CharClass.Solo;

    private bool IsSolo(int index) => ClassAt(index) == CharClass.Solo;

    private bool IsLetter(int index) =>
        index < text.Length && ClassAt(index) is CharClass.Plain or CharClass.Ligature && !char.IsDigit(text[index]);

    private bool IsDigit(int index) => index < text.Length && char.IsDigit(text[index]);

    private Part Solo()
    {
        var (start, from) = (at, spelled);
        Take();
        while (at < text.Length && ClassAt(at) is CharClass.Mark or CharClass.Silent)
            Take();

        return new Part(start, at, from, spelled, -1, -1);
    }

    private Part Word()
    {
        var (start, from) = (at, spelled);
        var (tailStart, tailFrom) = (-1, -1);
        Run();
        if (Acronym(start))
        {
            var stop = at;
            SkipPossessive();
            return new Part(start, stop, from, spelled, -1, -1);
        }

        while (at + 1 < text.Length)
        {
            if (text[at] is '.' or ',' && IsDigit(at - 1) && IsDigit(at + 1))
            {
                // 3.5 keeps its point, 1,000 loses its comma, and 2,30 is two words.
                if (text[at] == '.')
                    Spell('.');
                else if (!(IsDigit(at + 2) && IsDigit(at + 3) && !IsDigit(at + 4)))
                    break;

                at++;
                Run();
            }
            else if (CharClasses.IsApostrophe(text[at]) && IsLetter(at + 1) && !IsSolo(at + 1))
            {
                var stop = at;
                if (SkipPossessive())
                    return new Part(start, stop, from, spelled, tailStart, tailFrom);

                // we're is not were; but O'Neill is ONeill, and l'Europe is found by Europe.
                if (IsContraction(at + 1))
                    Spell('\'');
                else if (spelled - from <= 2)
                    (tailStart, tailFrom) = (at + 1, spelled);

                at++;
                Run();
            }
            else
            {
                break;
            }
        }

        return new Part(start, at, from, spelled, tailStart, tailFrom);
    }

    /// <summary>Takes letters, digits and marks up to the first character that is none.</summary>
    private void Run()
    {
        while (at < text.Length && ClassAt(at) is not (CharClass.None or CharClass.Solo))
            Take();
    }

    /// <summary>U.S. and e.g.: single letters with points between them; the points are not spelled.</summary>
    private bool Acronym(int start)
    {
        if (at - start != 1 || !IsLetter(start))
            return false;

        var taken = false;
        while (at + 1 < text.Length && text[at] == '.' && IsLetter(at + 1) && (at + 2 == text.Length || ClassAt(at + 2) == CharClass.None))
        {
            at++;
            Take();
            taken = true;
        }

        if (taken && at < text.Length && text[at] == '.')
            at++;

        return taken;
    }

    /// <summary>Passes over <c>'s</c> at the end of a word.</summary>
    private bool SkipPossessive()
    {
        if (at + 1 >= text.Length || !CharClasses.IsApostrophe(text[at]) || text[at + 1] is not ('s' or 'S'))
            return false;

        if (at + 2 < text.Length && ClassAt(at + 2) != CharClass.None)
            return false;

        at += 2;
        return true;
    }

    private bool IsContraction(int tail)
    {
        var end = tail;
        while (end < text.Length && ClassAt(end) != CharClass.None)
            end++;

        // Only at the end of a word or compound, so that every spelling, read again, is spelled the same.
        if (end < text.Length && (CharClasses.IsApostrophe(text[end]) || CharClasses.IsTie(text[end])))
            return false;

        return (end - tail) switch
        {
            1 => text[tail] is 't' or 'T' or 'd' or 'D' or 'm' or 'M',
            2 => text.AsSpan(tail, 2) is "re" or "RE" or "ll" or "LL" or "ve" or "VE",
            _ => false,
        };
    }

    /// <summary>Spells one character (or pair) and steps over it.</summary>
    private void Take()
    {
        var unit = text[at];
        switch (CharClasses.Of(unit))
        {
            case CharClass.Silent:
                break;
            case CharClass.Ligature:
                foreach (var letter in Diacritics.Spell(unit)!) // The class says that there is one.
                    Spell(letter);
                break;
            case CharClass.Surrogate:
                Spell(unit);
                Spell(text[++at]);
                break;
            default:
                Spell(Diacritics.Fold(unit));
                break;
        }

        at++;
    }

    private void Spell(char unit)
    {
        if (spelled == spelling.Length)
            Array.Resize(ref spelling, spelled * 2);

        spelling[spelled++] = unit;
    }
}
