namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>All that the mail says by which an operator tries out a provider.</summary>
/// <param name="MessageId">Names the mail; letters, digits, '-', '_' and '.'.</param>
/// <param name="Provider">As in the settings.</param>
public sealed record TestMailModel(string MessageId, string Provider, DateTimeOffset Sent);
