using Alerts.Detection;
using Alerts.Pipeline.Storage;
using Microsoft.Extensions.Options;

namespace Alerts.Pipeline.Signals;

/// <summary>Enters findings: insert the signal, write the ledger naming it, send its message; each step may be run again.</summary>
public sealed class Ledger(LedgerStore store, SignalBook book, MessageQueues queues, IOptions<SignalOptions> options, TimeProvider time)
{
    // Each round one of those who race gets through; more than this at once on one key has another cause.
    private const int MostRounds = 50;

    internal async Task EnterAsync(ReadFinding read, CancellationToken cancellation)
    {
        if (read.Entry() is not { } entry)
            return;
        var sameStory = entry.AsOf - LedgerFold.SameStory;
        var from = sameStory < read.FirstAsOf ? sameStory : read.FirstAsOf;
        await WriteAsync(
            entry.Key,
            from,
            view => view.Entries.FirstOrDefault(known => known.Source.ArticleId == entry.Source.ArticleId && known.Position == entry.Position && known.Hedged == entry.Hedged) is { } own
                ? new([], own)
                : new([entry], null),
            _ => Task.CompletedTask,
            quietly: false,
            cancellation);
    }

    /// <summary>What an article, or an earlier version of it, has entered; null where nothing.</summary>
    internal async Task<StanceEntry?> FindEntryAsync(StanceKey key, string articleId, Position position, DateTimeOffset from, CancellationToken cancellation) =>
        (await store.HistoryAsync(key, from, cancellation)).FirstOrDefault(entry => entry.Source.ArticleId == articleId && entry.Position == position);

    /// <summary>
    /// Reads an actor's ledger, decides, and writes over what was read, again and again until nobody wrote in between: signals first,
    /// then the ledger that names them, then their messages.
    /// </summary>
    /// <param name="from">Where to read from: 72 hours before what changes, or earlier.</param>
    /// <param name="change">What changes in the ledger as it was read.</param>
    /// <param name="first">Is run before anything else is written.</param>
    /// <param name="quietly">Signals that arise mail nothing.</param>
    internal async Task WriteAsync(
        StanceKey key, DateTimeOffset from, Func<LedgerView, LedgerChange> change, Func<LedgerPlan, Task> first, bool quietly, CancellationToken cancellation)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < MostRounds; round++)
        {
            var view = await store.ViewAsync(key, from, cancellation);
            var (entries, own) = change(view);
            if (own is not null)
            {
                // Worked off before: what was left pending is sent.
                if (own.SignalId is { } signalId)
                    await book.AnnounceAsync(signalId, cancellation);
                else
                    await StateAsync(own, cancellation);
                return;
            }

            var plan = LedgerPlan.Of(view, entries);
            if (plan.ReadFrom is { } earlier && earlier < from)
            {
                from = earlier;
                continue;
            }

            await first(plan);
            await BookAsync(plan, touched, quietly, cancellation);
            if (!await store.TryWriteAsync(key, plan.Rows, plan.Now, view.Tag, cancellation))
                continue;
            foreach (var story in plan.Told)
                await book.AnnounceAsync(story.Id, cancellation);
            foreach (var entry in plan.Stated)
                await StateAsync(entry, cancellation);
            return;
        }

        throw new InvalidOperationException($"The ledger of {key.Actor} on {key.Topic} was written over {MostRounds} times in a row.");
    }

    /// <summary>
    /// A pending change, rumour or correction that a crash left behind. Where the ledger does not name it, the articles that are to
    /// bring it go through DetectSignals again, which decides; where they are in the ledger and tell another, it is that other.
    /// </summary>
    internal async Task SettleAsync(Signal signal, CancellationToken cancellation)
    {
        // Only signals of topics come here.
        var key = new StanceKey(signal.Topic!, signal.Actor, signal.About);
        var history = await store.HistoryAsync(key, signal.IsCorrection ? DateTimeOffset.MinValue : signal.AsOf, cancellation);
        if (history.Any(entry => entry.SignalId == signal.Id || entry.TakenBackBy == signal.Id))
        {
            await book.AnnounceAsync(signal.Id, cancellation);
            return;
        }

        var missing = signal.IsCorrection
            ? []
            : signal.Sources.Where(source => !history.Any(entry => entry.Source.ArticleId == source.ArticleId && entry.Position == signal.To)).ToList();
        foreach (var source in missing)
            await queues.SendAsync(new ArticleMessage(source.ArticleId), cancellation);
        if (missing.Count > 0)
            return;
        if (signal.Corrects is { } corrected)
            await book.CorrectAsync(corrected, null, cancellation);
        await book.SupersedeAsync(
            signal.Id, history.FirstOrDefault(entry => entry.Source.ArticleId == signal.Sources[0].ArticleId && entry.Position == signal.To)?.SignalId, cancellation);
    }

    private async Task BookAsync(LedgerPlan plan, HashSet<string> touched, bool quietly, CancellationToken cancellation)
    {
        var told = plan.Told.Select(story => story.Id).ToHashSet(StringComparer.Ordinal);
        // What a round before this one wrote, and lost, is written as this one has it.
        var lost = touched.Except(told).ToList();
        foreach (var story in plan.Told.Concat(lost.Select(plan.Standing.GetValueOrDefault).OfType<Story>().Where(story => story.IsWhole)))
        {
            var signal = StorySignal.Of(story, time.GetUtcNow(), options.Value.LateAfter);
            var former = plan.Gone.Where(gone => gone.By == story.Id).Select(gone => gone.SignalId).ToList();
            await book.PutAsync(signal with { Quiet = signal.Quiet || quietly, Formerly = await book.FormerAsync(former, cancellation) }, cancellation);
        }

        foreach (var (signalId, by) in plan.Gone.Concat(lost.Where(id => !plan.Standing.ContainsKey(id)).Select(id => (id, (string?)null))))
            await book.SupersedeAsync(signalId, by, cancellation);
        foreach (var entry in plan.Overtaken)
            await book.SupersedeAsync(StatementId(entry), entry.SignalId, cancellation);
        touched.UnionWith(told);
        touched.UnionWith(plan.Gone.Select(gone => gone.SignalId));
    }

    /// <summary>A statement is a signal of its own article, for those who asked to see statements too.</summary>
    private async Task StateAsync(StanceEntry entry, CancellationToken cancellation)
    {
        if (entry is not { Kind: SignalKind.Statement, Hedged: false, Quiet: false, TakenBackBy: null })
            return;
        var now = time.GetUtcNow();
        var statement = new Signal(
            StatementId(entry), SignalKind.Statement, entry.Key.Actor, entry.Key.Topic, entry.Key.About, entry.Position, entry.AsOf, now, [entry.Source])
        {
            Commitment = entry.Commitment,
            Condition = entry.Condition,
            Act = entry.Act,
            Intended = entry.Intended,
            Reiterated = entry.Reiterated,
            Late = entry.Late || now - entry.AsOf > options.Value.LateAfter,
        };
        await book.EnterAsync(statement, cancellation);
        await book.AnnounceAsync(statement.Id, cancellation);
    }

    private static string StatementId(StanceEntry entry) =>
        Ids.Statement(entry.Source.ArticleId, entry.Key.Actor, entry.Key.Topic, entry.Key.About, entry.Position);
}

/// <summary>What is to change in a ledger as it was read.</summary>
/// <param name="Entries">New ones, and those in whose place others come.</param>
/// <param name="Own">Not null: the change was made before, and this is its entry.</param>
internal sealed record LedgerChange(IReadOnlyList<StanceEntry> Entries, StanceEntry? Own);
