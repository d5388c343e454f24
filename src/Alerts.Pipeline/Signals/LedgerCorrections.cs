using Alerts.Detection;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Signals;

/// <summary>What an operator says was read wrongly.</summary>
/// <param name="SignalId">The change that was wrong; null for the position held now, whatever brought it.</param>
/// <param name="To">The right position; null takes back and puts nothing in its place.</param>
/// <param name="Reason">Readers see it.</param>
public sealed record LedgerFault(StanceKey Key, string? SignalId, Position? To, string Reason);

/// <summary>
/// An operator's hand in the ledger. What was wrong stays in the history, taken back; who was told of it is told that it was wrong.
/// Who tells it again within 72 hours of its last telling is taken back with it.
/// </summary>
public sealed class LedgerCorrections(SignalStore signals, SignalBook book, Ledger ledger, TimeProvider time)
{
    /// <returns>The correction or retraction. Given twice, it is one.</returns>
    /// <exception cref="LedgerFaultException">There is nothing to take back; says why.</exception>
    public async Task<Signal> ApplyAsync(LedgerFault fault, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(fault.Reason))
            throw new LedgerFaultException("A correction needs a reason: readers are told it.");
        var wrong = fault.SignalId is { } signalId ? await FindAsync(signalId, cancellation) : null;
        if (wrong is not null && new StanceKey(wrong.Topic ?? "", wrong.Actor, wrong.About) != fault.Key)
            throw new LedgerFaultException($"Signal {fault.SignalId} is of {wrong.Actor} on {wrong.Topic}, not of {fault.Key.Actor} on {Words(fault.Key)}.");
        if (wrong is { CorrectedBy: { } by } && await signals.FindAsync(by, cancellation) is { } made)
        {
            // Given again: a run that ended midway is seen through.
            if (made.Value.To == (fault.To ?? made.Value.To) && await signals.IsPendingAsync(by, cancellation) is false)
                return made.Value;
        }

        Signal? correction = null;
        await ledger.WriteAsync(
            fault.Key,
            DateTimeOffset.MinValue,
            view => new(Changed(fault, view), null),
            async plan =>
            {
                correction = Correction(fault, plan);
                await book.PutAsync(correction, cancellation);
                if (correction.Corrects is { } corrected)
                    await book.CorrectAsync(corrected, correction.Id, cancellation);
            },
            quietly: true,
            cancellation);
        await book.AnnounceAsync(correction!.Id, cancellation); // the plan was made, or WriteAsync threw
        return (await signals.FindAsync(correction.Id, cancellation))?.Value ?? correction;
    }

    private async Task<Signal> FindAsync(string signalId, CancellationToken cancellation)
    {
        var found = (await signals.FindAsync(signalId, cancellation))?.Value;
        return found switch
        {
            null => throw new LedgerFaultException($"No signal has the id {signalId}; its page has it in its address, /signals/{{id}}."),
            { Kind: SignalKind.Keyword or SignalKind.Statement } => throw new LedgerFaultException(
                $"Signal {signalId} is a {(found.Kind == SignalKind.Keyword ? "keyword match" : "statement")}; the ledger has changes alone."),
            _ => found,
        };
    }

    /// <summary>The entries that are taken back, and the operator's own.</summary>
    private static List<StanceEntry> Changed(LedgerFault fault, LedgerView view)
    {
        if (view.Now is not { } now && fault.SignalId is null)
            throw new LedgerFaultException($"The ledger holds no position of {fault.Key.Actor} on {Words(fault.Key)}; `ledger show {fault.Key.Topic}` lists what it holds.");
        var wrong = fault.SignalId ?? view.Now?.SignalId;
        var (taken, run) = (new List<StanceEntry>(), view.Run);
        foreach (var entry in view.Entries)
        {
            if (entry.Turns)
                run = entry;
            var shows = !entry.Hedged && entry.SignalId is null && entry.Position == run?.Position
                && (wrong is null ? run.SignalId is null && run.AsOf == view.Now?.Since : run.SignalId == wrong);
            if (entry.TakenBackBy is null && (shows || wrong is not null && entry.SignalId == wrong))
                taken.Add(entry);
        }

        if (taken.Count == 0)
            throw new LedgerFaultException($"What {fault.Key.Actor} holds on {Words(fault.Key)} by signal {wrong} was taken back before, or is not in the ledger.");
        if (taken[0].Position == fault.To)
            throw new LedgerFaultException($"The ledger has {fault.To} there already; a correction needs another position.");
        var id = IdOf(fault, taken[0]);
        List<StanceEntry> changed = [.. taken.Select(entry => entry with { TakenBackBy = id })];
        if (fault.To is { } to)
            changed.Add(Own(fault, taken[0], id, to));
        return changed;
    }

    private static string IdOf(LedgerFault fault, StanceEntry first) => Ids.Correction(
        fault.Key.Actor, fault.Key.Topic, fault.Key.About, fault.SignalId ?? first.SignalId ?? first.Source.ArticleId, fault.To);

    /// <summary>The position that holds from where the wrong one began, on the operator's word.</summary>
    private static StanceEntry Own(LedgerFault fault, StanceEntry first, string id, Position to) => new(
        fault.Key, first.AsOf, SignalKind.Correction, to, Commitment.Firm, null, "correction",
        first.Source with { ArticleId = id, Outlet = "Correction", Title = fault.Reason, Link = null, Sketch = "", Opinion = null },
        id, Late: false);

    private Signal Correction(LedgerFault fault, LedgerPlan plan)
    {
        var taken = plan.Rows.Where(row => row.TakenBackBy is not null).ToList();
        var first = taken[0];
        var now = time.GetUtcNow();
        var corrects = fault.SignalId ?? first.SignalId;
        return new(
            IdOf(fault, first), fault.To is null ? SignalKind.Retraction : SignalKind.Correction, fault.Key.Actor, fault.Key.Topic, fault.Key.About,
            fault.To ?? plan.Now?.Position ?? Position.Unknown, now, now, StorySignal.Marked(taken.Select(row => row.Source)))
        {
            From = new(first.Position, first.Commitment, first.Condition, first.AsOf, first.Source, corrects),
            Commitment = plan.Now?.Commitment ?? Commitment.Firm,
            Act = "correction",
            Corrects = corrects,
            Reason = fault.Reason,
            // Nobody heard of what no signal was made of.
            Quiet = corrects is null,
        };
    }

    private static string Words(StanceKey key) => key.About is { } about ? $"{key.Topic} ({about})" : key.Topic;
}

/// <summary>A correction that cannot be made; the message says why and what to do.</summary>
public sealed class LedgerFaultException : Exception
{
    public LedgerFaultException()
    {
    }

    public LedgerFaultException(string message)
        : base(message)
    {
    }

    public LedgerFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
