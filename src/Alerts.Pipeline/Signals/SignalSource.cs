using System.Text.Json.Serialization;
using Alerts.Pipeline.Opinion;

namespace Alerts.Pipeline.Signals;

/// <summary>An article that carries a signal.</summary>
/// <param name="Link">Null where the feed gives none.</param>
/// <param name="Published">As the feed dates it; null where it does not.</param>
/// <param name="Sketch">Its text's sketch; two that are near count as one source.</param>
/// <param name="Proof">What it says.</param>
/// <param name="WireCopy">Its text is nearly that of an earlier source.</param>
public sealed record SignalSource(
    string ArticleId,
    string FeedId,
    string Outlet,
    string Title,
    string? Link,
    DateTimeOffset? Published,
    DateTimeOffset FirstSeen,
    string Sketch,
    Proof Proof,
    bool WireCopy = false)
{
    /// <summary>Its publisher is that of an earlier source, see <see cref="OutletOwner"/>.</summary>
    public bool SameOwner { get; init; }

    /// <summary>Whether it counts: neither a copy of an earlier source nor of its publisher.</summary>
    [JsonIgnore]
    public bool IsIndependent => !WireCopy && !SameOwner;

    /// <summary>What a second opinion said of it; null where none was asked.</summary>
    public Judgement? Opinion { get; init; }
}
