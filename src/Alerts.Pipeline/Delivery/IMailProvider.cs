using Alerts.Pipeline.Delivery.Mails;

namespace Alerts.Pipeline.Delivery;

/// <summary>Takes mails to where they are sent from. The seam between the send ledger and whoever sends.</summary>
public interface IMailProvider
{
    /// <summary>The most recipients that one call takes.</summary>
    int MostRecipients { get; }

    /// <summary>Sends one mail to each recipient. What goes wrong is an outcome; only cancellation throws.</summary>
    Task<MailReport> SendAsync(MailBatch batch, CancellationToken cancellation);
}

/// <summary>One content for many; what differs between them stands in it as marks.</summary>
public sealed record MailBatch(MailContent Content, IReadOnlyList<MailRecipient> Recipients);

/// <summary>Who gets it.</summary>
/// <param name="Id">Of the delivery; letters and digits. A mail with the same id is the same mail.</param>
/// <param name="Marks">Texts that stand in the content for what is this recipient's own, each with what replaces it.</param>
public sealed record MailRecipient(string Id, string Address, IReadOnlyDictionary<string, string> Marks);

/// <summary>What became of a recipient's mail.</summary>
public enum MailFate
{
    /// <summary>The provider has it.</summary>
    Taken,

    /// <summary>The provider will never take it.</summary>
    Refused,

    /// <summary>The provider is away; later.</summary>
    Postponed,
}

/// <param name="Detail">The provider's id or file of a taken mail; why another was not.</param>
public sealed record MailOutcome(string RecipientId, MailFate Fate, string? Detail);

/// <param name="Outcomes">One a recipient.</param>
/// <param name="RetryAfter">How long the provider asks us to wait; null where it does not say.</param>
public sealed record MailReport(IReadOnlyList<MailOutcome> Outcomes, TimeSpan? RetryAfter = null);
