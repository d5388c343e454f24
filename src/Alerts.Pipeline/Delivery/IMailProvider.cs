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
public sealed record MailBatch(MailContent Content, IReadOnlyList<MailRecipient> Recipients)
{
    /// <summary>When the recipients' claims are about to end. No call begins that may last beyond it; whose turn does not come before is postponed.</summary>
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Whether a call that takes this long, at most, may begin.</summary>
    internal bool HasTimeFor(TimeSpan call, DateTimeOffset now) => Until - now >= call;
}

/// <summary>Who gets it.</summary>
/// <param name="Id">Of the delivery; letters and digits. A mail with the same id is the same mail.</param>
/// <param name="Marks">Texts that stand in the content for what is this recipient's own, each with what replaces it.</param>
/// <param name="SubscriberId">Comes back with what the provider tells of the mail; empty where it is nobody's.</param>
/// <param name="SignalId">Comes back likewise: the signal, or the digest, whose delivery it is; empty for a mail that is in no ledger.</param>
public sealed record MailRecipient(string Id, string Address, IReadOnlyDictionary<string, string> Marks, string SubscriberId = "", string SignalId = "");

/// <summary>What became of a recipient's mail.</summary>
public enum MailFate
{
    /// <summary>The provider has it.</summary>
    Taken,

    /// <summary>The provider will never take it.</summary>
    Refused,

    /// <summary>The provider is away and does not have it; later.</summary>
    Postponed,

    /// <summary>The provider was given it, and its answer never came: it may have it.</summary>
    InDoubt,
}

/// <param name="Detail">The provider's id or file of a taken mail; why another was not.</param>
public sealed record MailOutcome(string RecipientId, MailFate Fate, string? Detail);

/// <param name="Outcomes">One a recipient.</param>
/// <param name="RetryAfter">How long the provider asks us to wait; null where it does not say.</param>
public sealed record MailReport(IReadOnlyList<MailOutcome> Outcomes, TimeSpan? RetryAfter = null)
{
    /// <summary>The same outcome for all of a batch.</summary>
    internal static MailReport Same(MailBatch batch, MailFate fate, string reason, TimeSpan? retryAfter = null) =>
        new([.. batch.Recipients.Select(recipient => new MailOutcome(recipient.Id, fate, reason))], retryAfter);
}
