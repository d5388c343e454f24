using Alerts.Detection;

namespace Alerts.Pipeline.Signals;

/// <summary>A keyword match, a statement or a change, deduplicated across outlets; or an operator's word that one was wrong.</summary>
/// <param name="Id">Hash of what it names, see <see cref="Storage.Ids"/>.</param>
/// <param name="Actor">Canonical name; of a keyword match the outlet.</param>
/// <param name="Topic">Topic id; null for a keyword match.</param>
/// <param name="About">What fills the topic's slot; null where it has none or the text does not say.</param>
/// <param name="To">The position taken or stated; of a correction the right one, of a retraction the one that holds again, which may be Unknown; for a keyword match Unknown.</param>
/// <param name="AsOf">When the first article was published, or else seen.</param>
/// <param name="Detected">When the signal was made.</param>
/// <param name="Sources">The proving article first, then those that corroborate it; of a correction those that were read wrongly.</param>
public sealed record Signal(
    string Id,
    SignalKind Kind,
    string Actor,
    string? Topic,
    string? About,
    Position To,
    DateTimeOffset AsOf,
    DateTimeOffset Detected,
    IReadOnlyList<SignalSource> Sources)
{
    /// <summary>The position left, as the text says or else the ledger held it; null for a statement, a keyword match and a first position.</summary>
    public Held? From { get; init; }

    /// <summary>What the ledger held where the text names another position as left; null where they agree.</summary>
    public Held? LedgerFrom { get; init; }

    public Commitment Commitment { get; init; }

    public string? Condition { get; init; }

    /// <summary>Id of the act; null for a keyword match.</summary>
    public string? Act { get; init; }

    public Magnitude? Magnitude { get; init; }

    public Basis? Basis { get; init; }

    public bool Hedged { get; init; }

    public bool Intended { get; init; }

    public bool Reiterated { get; init; }

    /// <summary>Id of the interned query, of a keyword match.</summary>
    public string? QueryId { get; init; }

    /// <summary>The query's canonical text, of a keyword match.</summary>
    public string? Query { get; init; }

    /// <summary>The signal whose position this one ended; null where none is kept.</summary>
    public string? Replaces { get; init; }

    /// <summary>Of a correction or retraction: the signal that was wrong, whose readers hear of it; null where none was made of what was wrong.</summary>
    public string? Corrects { get; init; }

    /// <summary>Of a correction or retraction: why, in the operator's words; readers see it.</summary>
    public string? Reason { get; init; }

    /// <summary>The correction or retraction of this signal; null while it stands.</summary>
    public string? CorrectedBy { get; init; }

    /// <summary>Mails nothing: known only from feeds' first polls.</summary>
    public bool Quiet { get; init; }

    /// <summary>Older than the setting when it was first seen: goes to the digest.</summary>
    public bool Late { get; init; }

    /// <summary>
    /// The signal that tells it since an article that came late showed the two to be one; empty where that showed it to be none. Null
    /// while it stands.
    /// </summary>
    public string? Superseded { get; init; }

    /// <summary>Signals that this one tells since: who heard of one of them does not hear of this one again.</summary>
    public IReadOnlyList<string> Formerly { get; init; } = [];

    public bool IsCorrection => Kind is SignalKind.Correction or SignalKind.Retraction;

    /// <summary>Sources of one publisher each, whose texts are no copies of one another.</summary>
    public int IndependentSources => Sources.Count(source => source.IsIndependent);
}
