namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>All that the mail with the link to one's own page says.</summary>
/// <param name="MessageId">Names the mail; letters, digits, '-', '_' and '.'.</param>
/// <param name="Token">Plain, as it stands in the link.</param>
public sealed record LostLinkMailModel(string MessageId, DateTimeOffset Asked, string Token);
