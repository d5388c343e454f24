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
    /// <param name="open">Whether changes of known actors are also found where no topic is named; their topic is null and
    /// <see cref="Finding.ObjectPhrase"/> says on what. Every sentence that names an actor is parsed then.</param>
    public DetectionResult Detect(DetectionInput input, bool explain = false, bool open = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Language is { Length: > 0 } language && !language.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            return DetectionResult.Empty with { Declined = $"language: {language}" };
        if (!open && !data.Annotator.NamesTopic(input.Text) && (input.Title is null || !data.Annotator.NamesTopic(input.Title)))
            return DetectionResult.Empty;
        return new ArticleReader(data, input, explain, open).Read();
    }
}
