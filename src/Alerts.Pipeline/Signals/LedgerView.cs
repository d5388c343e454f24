using Azure;

namespace Alerts.Pipeline.Signals;

/// <summary>An actor's ledger as it was read, from some time on.</summary>
/// <param name="Now">Null where no position is held.</param>
/// <param name="Tag">The version of the present; every write of this ledger is over it. Null where nothing was ever written.</param>
/// <param name="Run">Where the position held before the first entry began; null where none was.</param>
/// <param name="Entries">All from that time on, oldest first.</param>
internal sealed record LedgerView(Stance? Now, ETag? Tag, StanceEntry? Run, IReadOnlyList<StanceEntry> Entries);
