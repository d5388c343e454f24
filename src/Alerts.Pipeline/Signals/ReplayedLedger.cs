namespace Alerts.Pipeline.Signals;

/// <summary>Two ledgers of one (actor, topic, about) set beside one another: as it is, and as another reading would make it. Pure.</summary>
/// <param name="before">What is stored.</param>
/// <param name="after">What would be.</param>
/// <param name="now">Signals are worked out as of now.</param>
/// <param name="lateAfter">What is older than this is late.</param>
internal sealed class ReplayedLedger(IEnumerable<StanceEntry> before, IEnumerable<StanceEntry> after, DateTimeOffset now, TimeSpan lateAfter)
{
    private readonly LedgerFold before = Fold(before);
    private readonly LedgerFold after = Fold(after);

    public int KeptChanges { get; private set; }

    public int KeptStatements { get; private set; }

    public int KeptPositions { get; private set; }

    public IEnumerable<Replayed<Signal>> Changes()
    {
        var (was, would) = (SignalsOf(before), SignalsOf(after));
        foreach (var id in was.Keys.Union(would.Keys))
        {
            if (!was.TryGetValue(id, out var old))
                yield return new(null, would[id]);
            else if (!would.TryGetValue(id, out var next))
                yield return new(old, null);
            else if (Words(old) != Words(next))
                yield return new(old, next);
            else
                KeptChanges++;
        }
    }

    /// <summary>What is told as a change on either side is not told here again.</summary>
    public IEnumerable<Replayed<StanceEntry>> Statements()
    {
        var (was, would) = (StatementsOf(before), StatementsOf(after));
        var lost = was.Where(old => !after.Entries.Any(next => IsSameFinding(old, next))).ToList();
        foreach (var next in would)
        {
            if (was.Find(old => IsSameFinding(old, next)) is { } same)
            {
                if (Words(same) == Words(next))
                    KeptStatements++;
                else
                    yield return new(same, next);
            }
            else if (lost.Find(old => old.Source.ArticleId == next.Source.ArticleId) is { } other)
            {
                lost.Remove(other);
                yield return new(other, next);
            }
            else if (!before.Entries.Any(old => IsSameFinding(old, next)))
            {
                yield return new(null, next);
            }
        }

        foreach (var old in lost)
            yield return new(old, null);
    }

    public IEnumerable<Replayed<StanceEntry>> Positions()
    {
        switch (before.Run, after.Run)
        {
            case (null, { } next):
                yield return new(null, next);
                break;
            case ({ } old, null):
                yield return new(old, null);
                break;
            case ({ } old, { } next) when Words(old) != Words(next):
                yield return new(old, next);
                break;
            case ({ }, { }):
                KeptPositions++;
                break;
        }
    }

    /// <summary>An article says one thing of a position once.</summary>
    public static bool IsSameFinding(StanceEntry one, StanceEntry other) =>
        one.Source.ArticleId == other.Source.ArticleId && one.Position == other.Position && one.Hedged == other.Hedged;

    private static LedgerFold Fold(IEnumerable<StanceEntry> entries)
    {
        var fold = new LedgerFold(null);
        foreach (var entry in entries.Order(Comparer<StanceEntry>.Create(StanceEntry.Compare)))
            fold.Decide(entry);
        return fold;
    }

    private Dictionary<string, Signal> SignalsOf(LedgerFold fold) =>
        fold.Stories.Values.Where(story => story.TakenBackBy is null).ToDictionary(story => story.Id, story => StorySignal.Of(story, now, lateAfter), StringComparer.Ordinal);

    private static List<StanceEntry> StatementsOf(LedgerFold fold) =>
        [.. fold.Entries.Where(entry => entry is { Hedged: false, SignalId: null, TakenBackBy: null })];

    private static string Words(StanceEntry entry) => $"{entry.Position} {entry.Commitment} {entry.Condition}";

    /// <summary>What a reader would see differ: another quote alone is no change of the signal.</summary>
    private static string Words(Signal signal) =>
        $"{signal.From?.Position} {signal.LedgerFrom?.Position} {signal.To} {signal.Commitment} {signal.Condition} {signal.Act} {signal.Magnitude} {signal.Basis} {signal.Hedged} {string.Join(' ', signal.Sources.Select(source => source.ArticleId))}";
}
