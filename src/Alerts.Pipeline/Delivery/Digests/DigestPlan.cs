namespace Alerts.Pipeline.Delivery.Digests;

/// <summary>When a subscriber's next digest is due, and when the last ones were.</summary>
/// <param name="Due">Null where nothing waits.</param>
internal sealed record DigestPlan(string SubscriberId, DateTimeOffset? Due = null, DateTimeOffset? LastDaily = null, DateTimeOffset? LastWeekly = null);

/// <summary>A delivery that waits for a digest.</summary>
/// <param name="Due">The digest that takes it; never one that was due when it was booked.</param>
/// <param name="Weekly">Else daily.</param>
internal sealed record DigestItem(string SubscriberId, string SignalId, DateTimeOffset Due, bool Weekly);

/// <summary>A delivery that is to go with a digest.</summary>
/// <param name="Known">Booked by an earlier run, which may have come this far.</param>
internal sealed record DigestEntry(string SubscriberId, string SignalId, bool Weekly, bool Known);

/// <summary>A digest that is due, as the index has it.</summary>
/// <param name="Queued">When it was last sent for; null for never.</param>
internal sealed record DueDigest(string SubscriberId, DateTimeOffset Due, DateTimeOffset? Queued);
