using Alerts.Detection;
using Alerts.Feeds.Dedupe;

namespace Alerts.Pipeline.Signals;

/// <summary>The signal that a story makes: a function of who tells it and of what was held before. Pure.</summary>
internal static class StorySignal
{
    // A row holds a megabyte; readers look at a handful.
    private const int MostSources = 60;

    /// <param name="story">Read from its beginning.</param>
    /// <param name="now">When it is made.</param>
    /// <param name="lateAfter">What is older than this goes to the digest.</param>
    public static Signal Of(Story story, DateTimeOffset now, TimeSpan lateAfter)
    {
        var proving = story.Told.FirstOrDefault(entry => entry.Kind == SignalKind.Change) ?? story.Told[0];
        var (key, to) = (proving.Key, proving.Position);
        var held = story.Held is not { } run || run.Position == to && proving.From == Position.Unknown
            ? null
            : new Held(run.Position, run.Commitment, run.Condition, run.AsOf, run.Source, run.SignalId);
        var from = proving.From == Position.Unknown || proving.From == held?.Position
            ? held
            : new Held(proving.From, Commitment.Firm, null, null, null, null);
        var news = story.Told.Where(entry => !entry.Quiet).ToList();
        return new(
            story.Id, SignalKind.Change, key.Actor, key.Topic, key.About, to, story.Since, now, Sources(story, proving))
        {
            From = from,
            LedgerFrom = held?.Position == from?.Position ? null : held,
            Commitment = proving.Commitment,
            Condition = proving.Condition,
            Act = proving.Act,
            Magnitude = proving.Magnitude ?? MagnitudeOf(from?.Position, to),
            Basis = BasisOf(proving, held),
            Hedged = proving.Hedged,
            Intended = proving.Intended,
            Reiterated = proving.Reiterated,
            Replaces = story.Held is { } before && before.Position != to ? before.SignalId : null,
            Quiet = news.Count == 0,
            // What an old article shows today, or a late one makes of an old one, is no news either.
            Late = news.Count > 0 && (news.All(entry => entry.Late) || now - news.Max(entry => entry.AsOf) > lateAfter),
        };
    }

    /// <summary>
    /// Each article once, the proving one first, the others by their times; copies of an earlier one are marked, and so is what an
    /// earlier one's publisher writes.
    /// </summary>
    public static IReadOnlyList<SignalSource> Marked(IEnumerable<SignalSource> sources)
    {
        var marked = new List<SignalSource>();
        var sketches = new List<TextSketch>();
        var owners = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources.DistinctBy(source => source.ArticleId))
        {
            var sketch = TextSketch.Parse(source.Sketch);
            var isCopy = sketch is not null && sketches.Exists(sketch.IsNear);
            marked.Add(source with { WireCopy = isCopy, SameOwner = !isCopy && !owners.Add(OutletOwner.Of(source)) });
            if (sketch is not null)
                sketches.Add(sketch);
        }

        // Copies beyond what a row holds go; who reports for himself does not go for a copy's sake.
        var kept = marked.OrderByDescending(source => source.IsIndependent).Take(MostSources).Select(source => source.ArticleId).ToHashSet(StringComparer.Ordinal);
        return [.. marked.Where(source => kept.Contains(source.ArticleId))];
    }

    private static IReadOnlyList<SignalSource> Sources(Story story, StanceEntry proving) =>
        Marked(story.Told.Where(entry => entry.TakenBackBy is null).Prepend(proving).Select(entry => entry.Source));

    private static Basis BasisOf(StanceEntry proving, Held? held)
    {
        if (proving.Kind != SignalKind.Change)
            return Basis.Ledger;
        return held is not null && held.Position != proving.Position && (proving.From == Position.Unknown || proving.From == held.Position)
            ? Basis.Both
            : Basis.Textual;
    }

    private static Magnitude MagnitudeOf(Position? from, Position to) =>
        (from, to) is (Position.Favor, Position.Against) or (Position.Against, Position.Favor) ? Magnitude.Reversal : Magnitude.Partial;
}
