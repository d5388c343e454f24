namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>All that the confirmation mail says.</summary>
/// <param name="MessageId">Names the mail; letters, digits, '-', '_' and '.'.</param>
/// <param name="AskedFor">What was asked for, a line each.</param>
/// <param name="Asked">When the form was sent.</param>
/// <param name="Token">Plain, as it stands in the link.</param>
/// <param name="DaysValid">Days until an unconfirmed link is dead.</param>
public sealed record ConfirmationMailModel(string MessageId, IReadOnlyList<string> AskedFor, DateTimeOffset Asked, string Token, int DaysValid);
