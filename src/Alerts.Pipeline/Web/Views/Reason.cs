using Alerts.Detection;

namespace Alerts.Pipeline.Web.Views;

/// <summary>Why a signal fired, as the detector says it.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Act">Id of the act, e.g. <c>drop</c>; null for a keyword match.</param>
/// <param name="Cue">The words that decided it, as the text has them.</param>
/// <param name="Speaker">Who is quoted or reported as saying it; null where the text speaks for itself.</param>
/// <param name="Magnitude">Null unless the signal is a change.</param>
/// <param name="Basis">Null unless the signal is a change.</param>
public sealed record Reason(
    string Rule,
    string? Act,
    string? Cue,
    string? Speaker,
    Magnitude? Magnitude = null,
    Basis? Basis = null,
    bool Hedged = false);
