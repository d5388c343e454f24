using Alerts.Detection;
using Alerts.Pipeline.Signals;

namespace Alerts.Pipeline.Web.Views;

/// <summary>Where an actor stood or stands, and what shows it.</summary>
/// <param name="Condition">As the text has it; null where there is none.</param>
/// <param name="AsOf">When it was taken or last stated; null where unknown.</param>
/// <param name="Proof">The sentence; null where none is kept (a position that the new text merely names).</param>
/// <param name="Source">The article the proof stands in.</param>
/// <param name="SignalId">The signal that brought it; null where none did.</param>
public sealed record PositionView(
    Position Position,
    Commitment Commitment,
    string? Condition,
    DateTimeOffset? AsOf,
    Passage? Proof,
    SourceView? Source,
    string? SignalId = null)
{
    /// <summary>How sure the change is that brought it; null where none did, and where only a signal tells.</summary>
    public Confidence? Confidence { get; init; }
}
