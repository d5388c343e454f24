using Alerts.Detection;

namespace Alerts.Pipeline.Signals;

/// <summary>A finding on a topic, with the article it was found in.</summary>
/// <param name="Topic">The finding's topic.</param>
/// <param name="HasSlot">Whether the topic has an <em>about</em> to fill.</param>
/// <param name="AsOf">When the article was published, or else seen.</param>
/// <param name="FirstAsOf">The time of the article's first version: what an earlier version said may lie there.</param>
/// <param name="Now">When it is read.</param>
/// <param name="Quiet">From a feed's first poll.</param>
/// <param name="Late">So old when first seen that it goes to the digest.</param>
internal sealed record ReadFinding(
    Finding Finding,
    string Topic,
    bool HasSlot,
    SignalSource Source,
    DateTimeOffset AsOf,
    DateTimeOffset FirstAsOf,
    DateTimeOffset Now,
    bool Quiet,
    bool Late)
{
    public StanceKey Key => new(Topic, Finding.Actor, Finding.About);

    /// <summary>May, could, is weighing: never written to the ledger.</summary>
    public bool Uncertain => Finding.Hedged || Finding.Commitment == Commitment.Tentative;

    public StanceEntry Entry(string? signalId, bool late) => new(
        Key, AsOf, Finding.Kind, Finding.To, Finding.Commitment, Finding.Condition, Finding.Act, Source, signalId, late);

    /// <summary>The present as this article would have it.</summary>
    public Stance Stance(int sequence, string? signalId) => new(
        Key, sequence, Finding.To, Finding.Commitment, Finding.Condition, AsOf, AsOf, Source.ArticleId, Source, signalId);
}
