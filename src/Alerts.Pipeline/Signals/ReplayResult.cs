namespace Alerts.Pipeline.Signals;

/// <summary>What another reading of the stored articles would make of a thing.</summary>
public enum ReplayOutcome
{
    Gained,
    Lost,
    Changed,
}

/// <summary>A thing that another reading would make otherwise.</summary>
/// <param name="Before">As it is; null where it is gained.</param>
/// <param name="After">As it would be; null where it is lost.</param>
public sealed record Replayed<T>(T? Before, T? After)
    where T : class
{
    public ReplayOutcome Outcome => Before is null ? ReplayOutcome.Gained : After is null ? ReplayOutcome.Lost : ReplayOutcome.Changed;

    /// <summary>As it would be; of what is lost, as it is.</summary>
    public T Shown => After ?? Before!; // what is neither before nor after is never made
}

/// <summary>Things of one kind.</summary>
/// <param name="Kept">How many stay as they are.</param>
/// <param name="Differing">The others.</param>
public sealed record ReplayedList<T>(int Kept, IReadOnlyList<Replayed<T>> Differing)
    where T : class
{
    public int Count(ReplayOutcome outcome) => Differing.Count(one => one.Outcome == outcome);
}

/// <param name="Articles">How many were read.</param>
/// <param name="Changes">Changes and rumours, by time.</param>
/// <param name="Statements">Statements of position in the ledger's history that are part of no change, by time.</param>
/// <param name="Positions">Positions held now, each as the entry where it began; by topic and actor.</param>
/// <param name="Matches">Keyword matches of stored queries, by time.</param>
public sealed record ReplayResult(
    int Articles,
    ReplayedList<Signal> Changes,
    ReplayedList<StanceEntry> Statements,
    ReplayedList<StanceEntry> Positions,
    ReplayedList<Signal> Matches);
