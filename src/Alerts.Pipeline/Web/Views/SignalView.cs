using Alerts.Detection;
using Alerts.Pipeline.Signals;

namespace Alerts.Pipeline.Web.Views;

/// <summary>A signal as pages and mails show it.</summary>
/// <param name="Id">As in its address, /signals/{id}.</param>
/// <param name="Actor">Canonical name; for a keyword match the outlet.</param>
/// <param name="Topic">Null for a keyword match and for a finding that no topic covers.</param>
/// <param name="About">Whose membership, sanctions on whom; null where the topic has no such slot.</param>
/// <param name="From">The position left; null for a statement and a keyword match.</param>
/// <param name="To">The position taken or stated; for a keyword match just its proof.</param>
/// <param name="Why">What fired.</param>
/// <param name="Sources">The proving article first, then those that corroborate it.</param>
/// <param name="ReplacedSignalId">The signal whose position this one ended; null where none is kept.</param>
/// <param name="Query">The keyword query that matched; null for the other kinds.</param>
public sealed record SignalView(
    string Id,
    SignalKind Kind,
    string Actor,
    TopicLabel? Topic,
    string? About,
    PositionView? From,
    PositionView To,
    Reason Why,
    IReadOnlyList<SourceView> Sources,
    SignalTimes Times,
    string? ReplacedSignalId = null,
    string? Query = null)
{
    /// <summary>How sure it is and why; null for a keyword match and a correction.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>What a second opinion said for it; null where none was asked or none counts.</summary>
    public OpinionView? Opinion { get; init; }

    /// <summary>What we held, where the text names another position as the one left; null where they agree.</summary>
    public PositionView? LedgerFrom { get; init; }

    /// <summary>Of a correction or retraction: the signal that was wrong.</summary>
    public string? CorrectsId { get; init; }

    /// <summary>Of a correction or retraction: why, in the operator's words.</summary>
    public string? CorrectionReason { get; init; }

    /// <summary>The correction or retraction of this signal; null while it stands.</summary>
    public string? CorrectedById { get; init; }
}

/// <summary>A second opinion that agrees.</summary>
/// <param name="Reason">One line, a language model's.</param>
/// <param name="Quote">Verbatim in the proving article; null where it rests on none.</param>
public sealed record OpinionView(string Reason, string? Quote);

/// <summary>A topic's id and its name for people.</summary>
public sealed record TopicLabel(string Id, string Name);

/// <summary>The way of a signal through the pipeline; null where unknown.</summary>
/// <param name="Published">The proving article, as its feed dates it.</param>
/// <param name="Polled">When we first saw that article.</param>
/// <param name="Detected">When the signal was made.</param>
public sealed record SignalTimes(DateTimeOffset? Published, DateTimeOffset? Polled, DateTimeOffset Detected);
