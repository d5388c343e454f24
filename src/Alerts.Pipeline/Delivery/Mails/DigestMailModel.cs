using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>All that a digest says.</summary>
/// <param name="DeliveryId">Names the mail in its Message-ID; letters, digits, '-', '_' and '.'.</param>
/// <param name="Day">The reader's day.</param>
/// <param name="Groups">At least one, what moved most first.</param>
/// <param name="Brief">Signals there was no room for; a line each.</param>
/// <param name="Unmoved">Topics of the reader's digests that are in none of the groups.</param>
/// <param name="MostADay">The cap that sent some of it here; null where none did.</param>
/// <param name="Matched">The reader's subscriptions that it matched.</param>
/// <param name="UnsubscribeToken">Ends the subscriptions in <paramref name="Matched"/>.</param>
public sealed record DigestMailModel(
    string DeliveryId,
    DateOnly Day,
    IReadOnlyList<DigestGroup> Groups,
    IReadOnlyList<SignalView> Brief,
    IReadOnlyList<UnmovedTopic> Unmoved,
    int? MostADay,
    IReadOnlyList<string> Matched,
    string UnsubscribeToken)
{
    /// <summary>The signal that moved most.</summary>
    public SignalView First => Groups[0].Signals[0];

    public int Count => Groups.Sum(group => group.Signals.Count) + Brief.Count;
}

/// <summary>What belongs together.</summary>
/// <param name="Title">The topic's name, or the query's words.</param>
/// <param name="Topic">Null for a keyword query.</param>
/// <param name="Signals">What moved most first.</param>
public sealed record DigestGroup(string Title, TopicLabel? Topic, IReadOnlyList<SignalView> Signals);

/// <summary>A topic on which nobody moved since.</summary>
public sealed record UnmovedTopic(TopicLabel Topic, DateTimeOffset Since);
