using Alerts.Detection;

namespace Alerts.Pipeline.Signals;

/// <summary>Whose position on what: the key of a ledger entry.</summary>
/// <param name="About">What fills the topic's slot; null where it has none or no text said.</param>
public sealed record StanceKey(string Topic, string Actor, string? About);

/// <summary>Where an actor stands now.</summary>
/// <param name="Since">When it was taken or first stated.</param>
/// <param name="Latest">When the latest article that shows it was published, or else seen.</param>
/// <param name="First">The article that brought it.</param>
/// <param name="SignalId">The change that brought it; null where it was known from the start.</param>
public sealed record Stance(
    StanceKey Key,
    Position Position,
    Commitment Commitment,
    string? Condition,
    DateTimeOffset Since,
    DateTimeOffset Latest,
    string LatestArticleId,
    SignalSource First,
    string? SignalId);

/// <summary>An actor's present and past on a topic.</summary>
/// <param name="History">Oldest first.</param>
public sealed record StanceRecord(Stance Now, IReadOnlyList<StanceEntry> History);
