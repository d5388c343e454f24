using Alerts.Detection;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Signals;

/// <summary>
/// The rule of the ledger, as a fold over what articles say in the order of their times; when they arrived does not count. Pure.
/// </summary>
/// <remarks>
/// A change is told by the text, or it is a statement that is firm and differs from what was held then, of the same and known
/// <em>about</em> where the topic has that slot. Told again within 72 hours of the last telling it is the same story. Hedged reports
/// make stories of their own and never a position. What an operator took back counts for nothing, and neither does who repeats it.
/// </remarks>
/// <param name="run">Where the position held before the first entry began; null where none was.</param>
internal sealed class LedgerFold(StanceEntry? run)
{
    public static readonly TimeSpan SameStory = TimeSpan.FromHours(72);

    private readonly Dictionary<(Position To, bool Hedged), Story> latest = [];
    private readonly Dictionary<string, Story> stories = new(StringComparer.Ordinal);
    private readonly List<StanceEntry> entries = [];
    private readonly List<StanceEntry?> runs = [];

    /// <summary>Where the position held now began; null where none is held.</summary>
    public StanceEntry? Run { get; private set; } = run;

    /// <summary>The last entry that shows the position held now; null where none of those read does.</summary>
    public StanceEntry? Shown { get; private set; }

    public IReadOnlyDictionary<string, Story> Stories => stories;

    public IReadOnlyList<StanceEntry> Entries => entries;

    /// <summary>The changes that a history tells, as it has them.</summary>
    /// <param name="history">Whole, oldest first.</param>
    public static IEnumerable<Signal> ChangesOf(IEnumerable<StanceEntry> history)
    {
        var fold = new LedgerFold(null);
        foreach (var entry in history)
            fold.Keep(entry);
        return fold.Stories.Values.Select(story => StorySignal.Of(story, story.Since, TimeSpan.MaxValue));
    }

    /// <summary>The change that the position rests on as of an entry; null where none brought it.</summary>
    public string? SignalAt(int entry) => runs[entry]?.SignalId;

    /// <summary>The next entry, whose consequences are settled.</summary>
    public void Keep(StanceEntry entry)
    {
        if (entry is { SignalId: { } id, IsCorrection: false })
        {
            if (!stories.TryGetValue(id, out var story))
                stories[id] = story = new(id, entry.StorySince ?? entry.AsOf, Run, entry.StorySince is null || entry.StorySince == entry.AsOf);
            story.Add(entry);
            latest[(entry.Position, entry.Hedged)] = story;
        }

        if (entry.Turns)
            Run = entry;
        if (!entry.Hedged && entry.TakenBackBy is null && entry.Position == Run?.Position)
            Shown = entry;
        entries.Add(entry);
        runs.Add(Run);
    }

    /// <summary>The next entry, whose consequences follow from those before it.</summary>
    public void Decide(StanceEntry entry)
    {
        if (entry.IsCorrection || entry.TakenBackBy is not null)
        {
            Keep(entry with { Turns = entry.IsCorrection && entry.TakenBackBy is null });
            return;
        }

        var bare = entry with { SignalId = null, StorySince = null, Turns = false };
        Keep(entry switch
        {
            { Hedged: true } => Run?.Position == entry.Position ? bare : Told(bare),
            { Kind: SignalKind.Change } => Told(bare),
            _ when Run is null => bare with { Turns = true },
            _ when Run.Position == entry.Position || !entry.Comparable => bare,
            _ => Told(bare),
        });
    }

    private StanceEntry Told(StanceEntry entry)
    {
        var key = entry.Key;
        var story = latest.TryGetValue((entry.Position, entry.Hedged), out var told) && entry.AsOf - told.Latest <= SameStory ? told : null;
        return entry with
        {
            SignalId = story?.Id ?? Ids.Change(key.Actor, key.Topic, key.About, entry.Position, entry.AsOf, entry.Hedged),
            StorySince = story?.Since ?? entry.AsOf,
            Turns = !entry.Hedged && story?.TakenBackBy is null && (story is null || Run?.Position != entry.Position),
            TakenBackBy = story?.TakenBackBy,
        };
    }
}
