using Alerts.Detection;

namespace Alerts.Pipeline.Opinion;

/// <summary>A finding that stands.</summary>
/// <param name="Judgement">What a second opinion said of it; null where none was asked.</param>
internal sealed record Judged(Finding Finding, Judgement? Judgement);
