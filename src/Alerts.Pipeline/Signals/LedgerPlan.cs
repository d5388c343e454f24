using Alerts.Detection;

namespace Alerts.Pipeline.Signals;

/// <summary>What entries, new or changed by an operator, make of a ledger. Pure.</summary>
/// <param name="Told">Stories that are new or told by others than before.</param>
/// <param name="Standing">All stories of what was read, by their signals.</param>
/// <param name="Gone">Signals that are none any more, each with the one that tells it now; null where none does.</param>
/// <param name="Rows">Entries to write.</param>
/// <param name="Now">The present after it; null where no position is held.</param>
/// <param name="Stated">Entries that are statements, new or no part of a change any more.</param>
/// <param name="Overtaken">Entries that were statements and are part of a change now.</param>
/// <param name="ReadFrom">Not null: a story began before what was read, and the plan is to be made again from there.</param>
internal sealed record LedgerPlan(
    IReadOnlyList<Story> Told,
    IReadOnlyDictionary<string, Story> Standing,
    IReadOnlyList<(string SignalId, string? By)> Gone,
    IReadOnlyList<StanceEntry> Rows,
    Stance? Now,
    IReadOnlyList<StanceEntry> Stated,
    IReadOnlyList<StanceEntry> Overtaken,
    DateTimeOffset? ReadFrom)
{
    /// <param name="view">Read from 72 hours before the first of <paramref name="changed"/>, or earlier.</param>
    /// <param name="changed">They take the place of entries of the same row.</param>
    public static LedgerPlan Of(LedgerView view, IReadOnlyList<StanceEntry> changed)
    {
        var before = new LedgerFold(view.Run);
        foreach (var entry in view.Entries)
            before.Keep(entry);
        var all = view.Entries.Where(entry => !changed.Any(entry.IsSame)).Concat(changed).ToList();
        all.Sort(StanceEntry.Compare);
        var first = changed.Min(Comparer<StanceEntry>.Create(StanceEntry.Compare))!; // there is always one
        var after = new LedgerFold(view.Run);
        foreach (var entry in all)
        {
            if (StanceEntry.Compare(entry, first) < 0)
                after.Keep(entry);
            else
                after.Decide(entry);
        }

        var told = after.Stories.Values.Where(story => story.TakenBackBy is null && !(before.Stories.GetValueOrDefault(story.Id)?.IsTold(story) ?? false)).ToList();
        var known = view.Entries.ToDictionary(Row);
        var rows = after.Entries.Where(entry => known.GetValueOrDefault(Row(entry)) != entry).ToList();
        return new(
            told,
            after.Stories,
            [.. before.Stories.Values.Where(story => !after.Stories.ContainsKey(story.Id)).Select(story => (story.Id, Successor(story, after)))],
            rows,
            Present(view, after),
            [.. rows.Where(entry => entry is { Kind: SignalKind.Statement, Hedged: false, SignalId: null, TakenBackBy: null })],
            [.. rows.Where(entry => entry is { Kind: SignalKind.Statement, SignalId: not null } && known.ContainsKey(Row(entry)))],
            told.Where(story => !story.IsWhole).Select(story => (DateTimeOffset?)story.Since).Min());
    }

    /// <summary>What now tells of the article that first told a story that is none any more.</summary>
    private static string? Successor(Story gone, LedgerFold after)
    {
        for (var i = 0; i < after.Entries.Count; i++)
        {
            if (after.Entries[i].IsSame(gone.Told[0]))
                return after.Entries[i].SignalId ?? after.SignalAt(i);
        }

        return null;
    }

    private static Stance? Present(LedgerView view, LedgerFold after)
    {
        if (after.Run is not { } run)
            return null;
        var same = view.Now is { } now && now.Since == run.AsOf && now.First.ArticleId == run.Source.ArticleId && now.Position == run.Position ? view.Now : null;
        var shown = after.Shown;
        return new(
            run.Key,
            run.Position,
            run.Commitment,
            run.Condition,
            run.AsOf,
            shown?.AsOf ?? same?.Latest ?? run.AsOf,
            shown?.Source.ArticleId ?? same?.LatestArticleId ?? run.Source.ArticleId,
            run.Source,
            run.SignalId);
    }

    private static (DateTimeOffset AsOf, string Article, Position Position, bool Hedged) Row(StanceEntry entry) =>
        (entry.AsOf, entry.Source.ArticleId, entry.Position, entry.Hedged);
}
