namespace Alerts.Pipeline.Web.Views;

/// <summary>What the detector makes of a pasted text.</summary>
/// <param name="Text">As pasted.</param>
/// <param name="Found">Null before anything was pasted.</param>
/// <param name="Misses">Near misses.</param>
/// <param name="Declined">Why the text was not read; null where it was.</param>
public sealed record TryView(string Text, IReadOnlyList<SignalView>? Found, IReadOnlyList<NearMiss> Misses, string? Declined, string? Fault);

/// <summary>A sentence that looked like a signal and was not.</summary>
public sealed record NearMiss(string Quote, string Rule, string Reason);
