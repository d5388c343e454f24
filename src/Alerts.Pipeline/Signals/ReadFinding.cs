using Alerts.Detection;

namespace Alerts.Pipeline.Signals;

/// <summary>A finding on a topic, with the article it was found in.</summary>
/// <param name="Topic">The finding's topic.</param>
/// <param name="HasSlot">Whether the topic has an <em>about</em> to fill.</param>
/// <param name="AsOf">When the article was published, or else seen.</param>
/// <param name="FirstAsOf">The time of the article's first version: what an earlier version said may lie there.</param>
/// <param name="Quiet">From a feed's first poll.</param>
/// <param name="Late">So old when first seen that it goes to the digest.</param>
internal sealed record ReadFinding(
    Finding Finding,
    string Topic,
    bool HasSlot,
    SignalSource Source,
    DateTimeOffset AsOf,
    DateTimeOffset FirstAsOf,
    bool Quiet,
    bool Late)
{
    public StanceKey Key => new(Topic, Finding.Actor, Finding.About);

    /// <summary>May, could, is weighing.</summary>
    private bool Uncertain => Finding.Hedged || Finding.Commitment == Commitment.Tentative;

    /// <returns>Null for what makes no entry: an unknown position, or an uncertain one that is not even said to be new.</returns>
    public StanceEntry? Entry() => Finding.To == Position.Unknown || Uncertain && Finding.Kind != SignalKind.Change
        ? null
        : new(Key, AsOf, Finding.Kind, Finding.To, Finding.Commitment, Finding.Condition, Finding.Act, Source, null, Late)
        {
            From = Finding.From,
            Magnitude = Finding.Magnitude,
            Comparable = Finding is { Commitment: Commitment.Firm, KnownActor: true } && (!HasSlot || Finding.About is not null),
            Quiet = Quiet,
            Hedged = Uncertain,
            Intended = Finding.Intended,
            Reiterated = Finding.Reiterated,
        };
}
