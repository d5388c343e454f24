using Alerts.Detection.Reading;

namespace Alerts.Detection;

/// <summary>Reads texts. Immutable, safe to share between threads; the same input gives the same result.</summary>
public sealed class Detector(DetectionData data)
{
    /// <summary>The data it reads with.</summary>
    public DetectionData Data => data;

    /// <summary>Finds statements and changes of position.</summary>
    /// <param name="input">The text.</param>
    /// <param name="explain">Whether near misses are returned too.</param>
    public DetectionResult Detect(DetectionInput input, bool explain = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Language is { Length: > 0 } language && !language.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            return DetectionResult.Empty with { Declined = $"language: {language}" };
        if (!data.Annotator.NamesTopic(input.Text) && (input.Title is null || !data.Annotator.NamesTopic(input.Title)))
            return DetectionResult.Empty;
        return new ArticleReader(data, input, explain).Read();
    }
}
