namespace Alerts.Feeds.Scheduling;

/// <summary>When to poll next.</summary>
/// <param name="At">The moment, after the one that was planned from.</param>
/// <param name="Why">What decided, as a clause for the operator: "the publisher asks for 60 minutes between polls (ttl)".</param>
public sealed record PollPlan(DateTimeOffset At, string Why);
