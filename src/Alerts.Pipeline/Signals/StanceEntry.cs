using Alerts.Detection;

namespace Alerts.Pipeline.Signals;

/// <summary>
/// What one article says of an actor's position: an entry of the history, which is kept whole. What the article says never changes
/// but by an operator's hand; what follows from it (signal, story, turn) is worked out from all entries in the order of their times.
/// </summary>
/// <param name="AsOf">When the article was published, or else seen.</param>
/// <param name="Kind">Statement or Change; Correction for an operator's own entry.</param>
/// <param name="SignalId">The signal it brought or corroborates; null where none.</param>
/// <param name="Late">The article was so old when it was first seen that it goes to the digest.</param>
public sealed record StanceEntry(
    StanceKey Key,
    DateTimeOffset AsOf,
    SignalKind Kind,
    Position Position,
    Commitment Commitment,
    string? Condition,
    string Act,
    SignalSource Source,
    string? SignalId,
    bool Late)
{
    /// <summary>The position left, as the text says; Unknown where it does not.</summary>
    public Position From { get; init; }

    /// <summary>As the text has it; null where it does not say.</summary>
    public Magnitude? Magnitude { get; init; }

    /// <summary>May differ from what was held and thereby be a change: firm, of a known actor and of a known <em>about</em> where there is a slot.</summary>
    public bool Comparable { get; init; }

    /// <summary>From a feed's first poll.</summary>
    public bool Quiet { get; init; }

    /// <summary>A rumour: kept beside the history, so that rumours are told apart alike in any order; no position rests on it.</summary>
    public bool Hedged { get; init; }

    public bool Intended { get; init; }

    public bool Reiterated { get; init; }

    /// <summary>The actor's position begins here.</summary>
    public bool Turns { get; init; }

    /// <summary>When the first article of the signal's story was published, or else seen; null without a signal.</summary>
    public DateTimeOffset? StorySince { get; init; }

    /// <summary>The correction or retraction by which an operator took it back; null while it stands.</summary>
    public string? TakenBackBy { get; init; }

    /// <summary>Whether an operator wrote it.</summary>
    internal bool IsCorrection => Kind is SignalKind.Correction;

    /// <summary>Whether the two are one row.</summary>
    internal bool IsSame(StanceEntry other) => Compare(this, other) == 0;

    /// <summary>The order of the history, which is that of its rows: two articles of one moment have one order too, whichever came first.</summary>
    internal static int Compare(StanceEntry one, StanceEntry other)
    {
        var order = one.AsOf.CompareTo(other.AsOf);
        if (order == 0)
            order = string.CompareOrdinal(one.Source.ArticleId, other.Source.ArticleId);
        if (order == 0)
            order = string.CompareOrdinal(one.Position.ToString(), other.Position.ToString());
        return order == 0 ? one.Hedged.CompareTo(other.Hedged) : order;
    }
}
