namespace Alerts.Detection.Lexicon;

/// <summary>A verb, noun or adjective with its fixed words and the prepositions that take its object.</summary>
/// <param name="Id">Lemma with hyphens, e.g. <c>walk-away</c>.</param>
/// <param name="Group">Id of the group in acts.yaml.</param>
/// <param name="Fixed">Words that must follow the first; "ITS" is a possessive or an article.</param>
/// <param name="Tail">Words that must follow after the object ("put ... on hold"); empty where there are none.</param>
/// <param name="Gap">Whether an object may stand between the verb and its preposition or tail ("throw ... behind").</param>
/// <param name="Prepositions">What takes the object; empty for a direct object.</param>
/// <param name="Object">Effect on what the object names.</param>
/// <param name="Clause">Effect on a governed clause.</param>
/// <param name="Subject">Effect where the topic is the subject of an intransitive use.</param>
/// <param name="CameoRoot">Two digits.</param>
/// <param name="Plover">PLOVER class.</param>
internal sealed record ActPattern(
    string Id,
    string Group,
    string[] Fixed,
    string[] Tail,
    bool Gap,
    string[] Prepositions,
    Effect Object,
    Effect Clause,
    Effect Subject,
    string CameoRoot,
    string Plover)
{
    /// <summary>More specific patterns are tried first.</summary>
    public int Weight => ((Fixed.Length + Tail.Length) * 2) + (Prepositions.Length > 0 ? 1 : 0);

    /// <summary>Reads "walk away >from|of" and "put ... on hold".</summary>
    public static (string First, ActPattern Pattern) Parse(string text, string group, Effect @object, Effect clause, Effect subject, string cameo, string plover)
    {
        var prepositions = Array.Empty<string>();
        var body = text;
        var mark = text.IndexOf('>', StringComparison.Ordinal);
        if (mark >= 0)
        {
            prepositions = text[(mark + 1)..].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            body = text[..mark];
        }

        string[] tail = [];
        var gap = body.IndexOf("...", StringComparison.Ordinal);
        if (gap >= 0)
        {
            tail = body[(gap + 3)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            body = body[..gap];
        }

        var words = body.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var id = string.Join('-', words.Concat(tail)).ToLowerInvariant();
        return (words[0].ToLowerInvariant(), new ActPattern(id, group, [.. words[1..].Select(Word)], [.. tail.Select(Word)], gap >= 0, prepositions, @object, clause, subject, cameo, plover));
    }

    private static string Word(string word) => word == "ITS" ? word : word.ToLowerInvariant();
}
