using Alerts.Detection;

namespace Alerts.Pipeline.Signals;

/// <summary>Whose position on what: the key of a ledger entry.</summary>
/// <param name="About">What fills the topic's slot; null where it has none or no text said.</param>
public sealed record StanceKey(string Topic, string Actor, string? About);

/// <summary>Where an actor stands now.</summary>
/// <param name="Sequence">Number of the position in the actor's row of positions, from 1; a new position has the next.</param>
/// <param name="Since">When it was taken or first stated.</param>
/// <param name="Latest">The latest article that shows it; decides what is late.</param>
/// <param name="First">The article that brought it.</param>
/// <param name="SignalId">The change that brought it; null where it was known from the start.</param>
public sealed record Stance(
    StanceKey Key,
    int Sequence,
    Position Position,
    Commitment Commitment,
    string? Condition,
    DateTimeOffset Since,
    DateTimeOffset Latest,
    string LatestArticleId,
    SignalSource First,
    string? SignalId);

/// <summary>What one article says of an actor's position: an entry of the history, which is kept whole.</summary>
/// <param name="SignalId">The signal it brought or corroborates; null where none.</param>
/// <param name="Late">It came after news that is newer than itself, and has not turned the present.</param>
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
    bool Late);

/// <summary>An actor's present and past on a topic.</summary>
/// <param name="History">Oldest first.</param>
public sealed record StanceRecord(Stance Now, IReadOnlyList<StanceEntry> History);
