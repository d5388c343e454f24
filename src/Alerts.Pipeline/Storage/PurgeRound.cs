namespace Alerts.Pipeline.Storage;

/// <summary>How far a purge has come; kept after every page, so that the next run goes on where this one stopped.</summary>
/// <param name="Stage">Number of the table that is walked.</param>
/// <param name="Next">Where its next page begins; null for the first.</param>
/// <param name="Erased">Subscribers whose last traces this round takes away.</param>
/// <param name="Ended">When the round was done; null while it runs.</param>
internal sealed record PurgeRound(int Stage, string? Next, IReadOnlyList<string> Erased, DateTimeOffset? Ended)
{
    public static PurgeRound Begin(IReadOnlyList<string> erased) => new(0, null, erased, null);
}
