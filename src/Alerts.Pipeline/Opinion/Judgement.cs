namespace Alerts.Pipeline.Opinion;

/// <summary>What a second opinion says of a finding.</summary>
public enum Verdict
{
    /// <summary>Asked, and no answer came that counts. The finding stands.</summary>
    None,

    /// <summary>The finding stands, annotated.</summary>
    Agree,

    /// <summary>The finding is a near miss.</summary>
    Veto,

    /// <summary>The finding stands.</summary>
    Unsure,
}

/// <summary>A second opinion as it is kept with the article, so that a rerun decides alike and asks nobody.</summary>
/// <param name="Reason">One line: the model's, or why its answer does not count.</param>
/// <param name="Quote">Verbatim in the article; null where the verdict rests on none.</param>
public sealed record Judgement(Verdict Verdict, string Reason, string? Quote);
