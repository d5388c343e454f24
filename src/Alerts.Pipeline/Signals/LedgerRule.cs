using Alerts.Detection;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Signals;

/// <summary>
/// The rule of the ledger. A change is told by the text, or by the ledger: a firm statement, newer than what we held and different
/// from it, of the same and known <em>about</em> where the topic has that slot. Older articles go into the history and leave the
/// present; hedged ones are never written. Told again within 72 hours of the last telling, a change is corroborated, not a new one.
/// </summary>
internal static class LedgerRule
{
    public static readonly TimeSpan SameStory = TimeSpan.FromHours(72);

    /// <param name="read">The finding.</param>
    /// <param name="now">The present; null where nothing is known.</param>
    /// <param name="history">The key's entries from 72 hours before the article on.</param>
    public static LedgerDecision Decide(ReadFinding read, Stance? now, IReadOnlyList<StanceEntry> history)
    {
        var finding = read.Finding;
        if (finding.To == Position.Unknown)
            return LedgerDecision.Nothing;
        if (history.FirstOrDefault(entry => entry.Source.ArticleId == read.Source.ArticleId && entry.Position == finding.To) is { } own)
            return new(null, own.SignalId, null, null, Done: true);

        var late = now is not null && IsBefore(read, now);
        if (read.Uncertain)
            return finding.Kind == SignalKind.Change && !late && now?.Position != finding.To
                ? new(Change(read, now, Basis.Textual, hedged: true), null, null, null)
                : LedgerDecision.Nothing;

        return finding.Kind == SignalKind.Change ? Told(read, now, history, late) : Stated(read, now, history, late);
    }

    /// <summary>The text says that the position is new.</summary>
    private static LedgerDecision Told(ReadFinding read, Stance? now, IReadOnlyList<StanceEntry> history, bool late)
    {
        if (RecentChange(read, history) is { } told)
            return new(null, told, read.Entry(told, late), late ? null : Present(read, now, told));
        // An article from another time than the present says what was, and is no news.
        if (late && now!.Latest - read.AsOf > SameStory) // late means that there is a present
            return new(null, null, read.Entry(null, late), null);
        var agrees = now is not null && now.Position != read.Finding.To && (read.Finding.From == Position.Unknown || read.Finding.From == now.Position);
        var change = Change(read, now, agrees ? Basis.Both : Basis.Textual, hedged: false);
        return new(change, null, read.Entry(change.Id, late), late ? null : read.Stance((now?.Sequence ?? 0) + 1, change.Id));
    }

    /// <summary>The text states a position and does not call it new.</summary>
    private static LedgerDecision Stated(ReadFinding read, Stance? now, IReadOnlyList<StanceEntry> history, bool late)
    {
        if (now is null)
            return new(null, null, read.Entry(null, late), read.Stance(1, null));
        if (late)
            return new(null, null, read.Entry(null, late), null);
        if (now.Position == read.Finding.To)
            return new(null, null, read.Entry(null, late), Present(read, now, null));
        var comparable = read.Finding is { Commitment: Commitment.Firm, KnownActor: true } && (!read.HasSlot || read.Finding.About is not null);
        if (!comparable)
            return new(null, null, read.Entry(null, late), null);
        if (RecentChange(read, history) is { } told)
            return new(null, told, read.Entry(told, late), Present(read, now, told));
        var change = Change(read, now, Basis.Ledger, hedged: false);
        return new(change, null, read.Entry(change.Id, late), read.Stance(now.Sequence + 1, change.Id));
    }

    /// <summary>The present that a position told again confirms, or turns back to.</summary>
    private static Stance Present(ReadFinding read, Stance? now, string? signalId) =>
        now is not null && now.Position == read.Finding.To
            ? now with { Latest = read.AsOf, LatestArticleId = read.Source.ArticleId }
            : read.Stance((now?.Sequence ?? 0) + 1, signalId);

    /// <summary>The change to the same position that was last told, where that was within 72 hours of this article.</summary>
    private static string? RecentChange(ReadFinding read, IReadOnlyList<StanceEntry> history) => history
        .Where(entry => entry.SignalId is not null && entry.Position == read.Finding.To && (entry.AsOf - read.AsOf).Duration() <= SameStory)
        .MaxBy(entry => entry.AsOf)?.SignalId;

    // Two articles of the same moment are put in one order, whichever comes first.
    private static bool IsBefore(ReadFinding read, Stance now) =>
        read.AsOf < now.Latest || (read.AsOf == now.Latest && string.CompareOrdinal(read.Source.ArticleId, now.LatestArticleId) < 0);

    private static Signal Change(ReadFinding read, Stance? now, Basis basis, bool hedged)
    {
        var finding = read.Finding;
        var held = now is null || now.Position == finding.To && finding.From == Position.Unknown
            ? null
            : new Held(now.Position, now.Commitment, now.Condition, now.Since, now.First, now.SignalId);
        var from = finding.From == Position.Unknown || finding.From == held?.Position
            ? held
            : new Held(finding.From, Commitment.Firm, null, null, null, null);
        var magnitude = finding.Magnitude ?? ((from?.Position, finding.To) is (Position.Favor, Position.Against) or (Position.Against, Position.Favor)
            ? Magnitude.Reversal
            : Magnitude.Partial);
        return new(
            Ids.Change(finding.Actor, read.Topic, finding.About, finding.To, now?.Sequence ?? 0, hedged),
            SignalKind.Change,
            finding.Actor,
            read.Topic,
            finding.About,
            finding.To,
            read.AsOf,
            read.Now,
            [read.Source])
        {
            From = from,
            LedgerFrom = held?.Position == from?.Position ? null : held,
            Commitment = finding.Commitment,
            Condition = finding.Condition,
            Act = finding.Act,
            Magnitude = magnitude,
            Basis = basis,
            Hedged = hedged,
            Intended = finding.Intended,
            Reiterated = finding.Reiterated,
            Replaces = now?.Position == finding.To ? null : now?.SignalId,
            Quiet = read.Quiet,
            Late = read.Late,
        };
    }
}
