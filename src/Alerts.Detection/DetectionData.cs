namespace Alerts.Detection;

/// <summary>Actors, topics, acts and cues, checked and ready. Immutable.</summary>
public sealed class DetectionData
{
    /// <summary>The data shipped with the library.</summary>
    public static DetectionData Shipped { get; } = new();

    public IReadOnlyList<Topic> Topics { get; } = [];

    public IReadOnlyList<Actor> Actors { get; } = [];
}
