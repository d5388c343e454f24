namespace Alerts.Pipeline.Delivery.Routing;

/// <summary>Whether mail goes out.</summary>
/// <param name="Since">When it was stopped; null where it never was.</param>
/// <param name="Reason">The operator's words.</param>
public sealed record MailSwitch(bool Stopped, DateTimeOffset? Since = null, string? Reason = null);
