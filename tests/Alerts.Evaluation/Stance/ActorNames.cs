namespace Alerts.Evaluation.Stance;

/// <summary>When two names name one actor: possessives and articles aside, the words of one include the words of the other.</summary>
internal static class ActorNames
{
    private static readonly string[] Articles = ["the", "a", "an"];

    public static bool Same(string? gold, string? found)
    {
        if (gold is null || found is null)
            return gold == found;
        var a = Words(gold);
        var b = Words(found);
        return a.Count > 0 && b.Count > 0 && (a.IsSubsetOf(b) || b.IsSubsetOf(a));
    }

    private static HashSet<string> Words(string name) =>
        name.ToLowerInvariant().Replace('\u2019', '\'').Replace("'s", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal)
            .Split([' ', '-', ',', '.'], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => !Articles.Contains(w))
            .Select(w => w.Length > 3 && w.EndsWith('s') ? w[..^1] : w)
            .ToHashSet(StringComparer.Ordinal);
}
