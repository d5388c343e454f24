namespace Alerts.Detection;

/// <summary>All that a text gave, in the order of the text, one finding an (actor, topic, about, to).</summary>
/// <param name="Findings">Statements and changes.</param>
/// <param name="Dropped">Near misses with their reasons; empty unless asked for.</param>
/// <param name="Declined">Why the text was not read at all ("language: fr"); null where it was.</param>
public sealed record DetectionResult(IReadOnlyList<Finding> Findings, IReadOnlyList<DroppedCandidate> Dropped, string? Declined = null)
{
    public static DetectionResult Empty { get; } = new([], []);
}
