using Alerts.Detection;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Signals;

/// <summary>Enters findings: insert the signal, write the ledger naming it, send its message; each step may be run again.</summary>
public sealed class Ledger(LedgerStore store, SignalBook book)
{
    // Each round one of those who race gets through; more than this at once on one key has another cause.
    private const int MostRounds = 50;

    internal async Task EnterAsync(ReadFinding read, CancellationToken cancellation)
    {
        var decision = await DecideAndWriteAsync(read, cancellation);
        if (decision.SignalId is { } signalId)
            await book.AnnounceAsync(signalId, cancellation);
        else if (read.Finding.Kind == SignalKind.Statement && !read.Uncertain && !read.Quiet)
            await StateAsync(read, cancellation);
    }

    /// <summary>What an article, or an earlier version of it, has entered; null where nothing.</summary>
    internal async Task<StanceEntry?> FindEntryAsync(StanceKey key, string articleId, Position position, DateTimeOffset from, CancellationToken cancellation) =>
        (await store.HistoryAsync(key, from, cancellation)).FirstOrDefault(entry => entry.Source.ArticleId == articleId && entry.Position == position);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private async Task<LedgerDecision> DecideAndWriteAsync(ReadFinding read, CancellationToken cancellation)
    {
        string? entered = null;
        for (var round = 0; round < MostRounds; round++)
        {
            var now = await store.FindAsync(read.Key, cancellation);
            var history = now is null ? [] : await store.HistoryAsync(read.Key, Earlier(read.AsOf - LedgerRule.SameStory, read.FirstAsOf), cancellation);
            var decision = LedgerRule.Decide(read, now?.Value, history);
            if (entered is not null && entered != decision.SignalId)
            {
                // Another worker turned the ledger between our two steps: what we entered is no change any more.
                await book.WithdrawAsync(entered, read.Source.ArticleId, cancellation);
                entered = null;
            }

            if (decision.New is { } change)
            {
                await book.EnterAsync(change, cancellation);
                entered = change.Id;
            }
            else if (decision.Corroborates is { } earlier)
            {
                await book.CorroborateAsync(earlier, read.Source, read.Quiet || read.Late, cancellation);
            }

            if (decision.Entry is null || await store.TryWriteAsync(decision.Entry, decision.Now, now?.Tag, cancellation))
                return decision;
        }

        throw new InvalidOperationException($"The ledger of {read.Key.Actor} on {read.Key.Topic} was written over {MostRounds} times in a row.");
    }

    /// <summary>A statement is a signal of its own article, for those who asked to see statements too.</summary>
    private async Task StateAsync(ReadFinding read, CancellationToken cancellation)
    {
        var finding = read.Finding;
        if (finding.To == Position.Unknown)
            return;
        var statement = new Signal(
            Ids.Statement(read.Source.ArticleId, finding.Actor, read.Topic, finding.About, finding.To),
            SignalKind.Statement,
            finding.Actor,
            read.Topic,
            finding.About,
            finding.To,
            read.AsOf,
            read.Now,
            [read.Source])
        {
            Commitment = finding.Commitment,
            Condition = finding.Condition,
            Act = finding.Act,
            Intended = finding.Intended,
            Reiterated = finding.Reiterated,
            Late = read.Late,
        };
        await book.EnterAsync(statement, cancellation);
        await book.AnnounceAsync(statement.Id, cancellation);
    }
}
