namespace Alerts.Pipeline.Delivery;

/// <summary>How far a delivery is.</summary>
public enum DeliveryState
{
    /// <summary>To be sent; its message may or may not have gone out.</summary>
    Pending,

    /// <summary>Waits for the digest.</summary>
    Digest,

    /// <summary>A worker is sending it, until its lease ends.</summary>
    Claimed,

    /// <summary>The provider has it.</summary>
    Sent,

    /// <summary>The provider refused it for good.</summary>
    Failed,

    /// <summary>Its reader left or was suspended before it was sent.</summary>
    Skipped,
}

/// <summary>A signal addressed to a subscriber: its row in the send ledger.</summary>
/// <param name="Matched">The subscriptions that it matched.</param>
/// <param name="LeaseEnds">Of a claim; a claim past its lease is taken up again.</param>
/// <param name="Detail">The provider's message id, or why it failed.</param>
public sealed record Delivery(
    string SignalId,
    string SubscriberId,
    DeliveryState State,
    IReadOnlyList<Subscriptions.Watch> Matched,
    DateTimeOffset Created,
    DateTimeOffset? LeaseEnds = null,
    DateTimeOffset? Sent = null,
    string? Detail = null)
{
    public string Id => Storage.Ids.Delivery(SubscriberId, SignalId);
}

/// <summary>What booking deliveries of one signal leaves to do, by subscriber.</summary>
/// <param name="Open">To be sent.</param>
/// <param name="Waiting">New, and to be put to the digest.</param>
/// <param name="Left">Booked for the digest by an earlier run, which may not have put it there.</param>
internal sealed record BookedDeliveries(IReadOnlyList<string> Open, IReadOnlyList<string> Waiting, IReadOnlyList<string> Left);
