using Alerts.Detection;

namespace Alerts.Pipeline.Signals;

/// <summary>A position as a signal or the ledger holds it, with what shows it.</summary>
/// <param name="Condition">As the text has it; null where there is none.</param>
/// <param name="AsOf">When it was taken or stated; null where a text merely names it.</param>
/// <param name="Source">The article that shows it; null where a text merely names it.</param>
/// <param name="SignalId">The signal that brought it; null where none did.</param>
public sealed record Held(
    Position Position,
    Commitment Commitment,
    string? Condition,
    DateTimeOffset? AsOf,
    SignalSource? Source,
    string? SignalId);
