using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>All that an alert mail says.</summary>
/// <param name="DeliveryId">Names the mail in its Message-ID; letters, digits, '-', '_' and '.'.</param>
/// <param name="StoryId">The same for all signals of one actor, topic and about, so that mail clients thread them.</param>
/// <param name="Signal">What happened.</param>
/// <param name="Matched">The reader's subscriptions that it matched, at least one.</param>
/// <param name="UnsubscribeToken">Ends exactly the subscriptions in <paramref name="Matched"/>; plain, as it stands in the link.</param>
/// <param name="Sent">Now.</param>
public sealed record AlertMailModel(
    string DeliveryId,
    string StoryId,
    SignalView Signal,
    IReadOnlyList<string> Matched,
    string UnsubscribeToken,
    DateTimeOffset Sent)
{
    /// <summary>The cap of the day that is reached by this mail; null where it is not.</summary>
    public int? LastOfTheDay { get; init; }
}

/// <summary>A mail ready for a provider; it knows no recipient.</summary>
/// <param name="Headers">Beyond From, To, Subject, Date and the MIME ones; safe to write as they are.</param>
public sealed record MailContent(string Subject, string Html, string Text, IReadOnlyList<MailHeader> Headers);

/// <summary>One header field; no line breaks in either part.</summary>
public sealed record MailHeader(string Name, string Value);

/// <summary>What every mail says of its sender.</summary>
/// <param name="Domain">Of the From address; Message-ID and List-ID are made under it.</param>
/// <param name="PostalAddress">As the law wants it below commercial mail; one line.</param>
public sealed record Letterhead(string Domain, string PostalAddress);
