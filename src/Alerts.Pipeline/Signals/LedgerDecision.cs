namespace Alerts.Pipeline.Signals;

/// <summary>What a finding does to the ledger and to the readers. All parts may be null: then it does nothing.</summary>
/// <param name="New">A change that this article brings; where another outlet was first, it becomes a source of that one.</param>
/// <param name="Corroborates">Id of an earlier change that the article tells again.</param>
/// <param name="Entry">Its entry in the history.</param>
/// <param name="Now">The present as it is to be; null leaves it.</param>
/// <param name="Done">The article was worked off before: only what was left pending is sent.</param>
internal sealed record LedgerDecision(Signal? New, string? Corroborates, StanceEntry? Entry, Stance? Now, bool Done = false)
{
    public static LedgerDecision Nothing { get; } = new(null, null, null, null);

    /// <summary>The change it belongs to, new or told again.</summary>
    public string? SignalId => New?.Id ?? Corroborates;
}
