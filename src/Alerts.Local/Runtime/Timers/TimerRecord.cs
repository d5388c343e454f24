namespace Alerts.Local.Runtime.Timers;

/// <summary>What is remembered of a timer between two starts. Times are UTC.</summary>
/// <param name="Last">The last run; null before the first.</param>
/// <param name="Next">When it was to run next.</param>
/// <param name="LastUpdated">When this was written.</param>
internal sealed record TimerRecord(DateTime? Last, DateTime Next, DateTime LastUpdated);
