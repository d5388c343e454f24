using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>All that a mail says in which several alerts are joined, because they came within minutes.</summary>
/// <param name="DeliveryId">Of the first; names the mail in its Message-ID.</param>
/// <param name="StoryId">Of the first.</param>
/// <param name="Signals">Two or more.</param>
/// <param name="Matched">The reader's subscriptions that they matched.</param>
/// <param name="UnsubscribeToken">Ends the subscriptions in <paramref name="Matched"/>; plain, as it stands in the link.</param>
/// <param name="Sent">Now.</param>
public sealed record AlertsMailModel(
    string DeliveryId, string StoryId, IReadOnlyList<SignalView> Signals, IReadOnlyList<string> Matched, string UnsubscribeToken, DateTimeOffset Sent)
{
    /// <summary>The cap of the day that is reached by this mail; null where it is not.</summary>
    public int? LastOfTheDay { get; init; }
}
