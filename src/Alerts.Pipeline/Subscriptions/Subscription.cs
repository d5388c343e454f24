namespace Alerts.Pipeline.Subscriptions;

/// <summary>When a subscription mails.</summary>
public enum MailTime
{
    /// <summary>As it happens.</summary>
    AtOnce,
    Daily,
    Weekly,
}

/// <summary>What a subscriber watches, and when it mails. Rows exist for confirmed subscribers alone.</summary>
/// <param name="Statements">Also statements of position that are no change.</param>
/// <param name="LeastSources">How many independent sources a change must have.</param>
public sealed record Subscription(
    string SubscriberId,
    Watch Watch,
    MailTime When,
    bool Statements,
    int LeastSources,
    DateTimeOffset Since);

/// <summary>What a sign-up form asks for.</summary>
public sealed record Wish(Watch Watch, MailTime When = MailTime.AtOnce, bool Statements = false, int LeastSources = 1);
