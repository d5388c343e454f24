namespace Alerts.Detection.Annotation;

internal enum TargetKind : byte
{
    Topic,
    WeakTopic,
    CounterTopic,
    Context,
    ActorName,
    Demonym,
    Office,
    Person,
}

/// <summary>What a pattern of the annotator's automata stands for.</summary>
/// <param name="Exact">The name as the file writes it, where its capitals matter; else null.</param>
/// <param name="Pattern">The words to find.</param>
/// <param name="Index">Topic or actor.</param>
/// <param name="Leader">Leader of the actor, or -1.</param>
/// <param name="Kind">What it names.</param>
internal readonly record struct NameTarget(string? Exact, string Pattern, int Index, int Leader, TargetKind Kind)
{
    /// <summary>
    /// Whether the text writes the name with the capitals it has: US is not us. An acronym of four letters or more may be
    /// written as a word (Nato).
    /// </summary>
    public bool FitsCase(ReadOnlySpan<char> text, int start, int end)
    {
        if (Exact is not { } exact || exact.Length != end - start)
            return true;
        var same = true;
        for (var i = 0; i < exact.Length && same; i++)
            same = !char.IsUpper(exact[i]) || char.IsUpper(text[start + i]);
        if (same)
            return true;
        if (exact.Length < 4 || !char.IsUpper(text[start]))
            return false;
        foreach (var c in exact)
        {
            if (!char.IsUpper(c))
                return false;
        }

        return true;
    }
}
