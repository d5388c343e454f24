namespace Alerts.Detection;

/// <summary>A position that a text shows an actor to hold or to have taken.</summary>
/// <param name="Kind"><see cref="SignalKind.Statement"/> or <see cref="SignalKind.Change"/>.</param>
/// <param name="Actor">Canonical name of the actor, or, where no actor file knows it, the name as the text has it.</param>
/// <param name="KnownActor">Whether an actor file knows the actor.</param>
/// <param name="Topic">Topic id; null for an open finding (an act on an object no topic covers).</param>
/// <param name="About">What fills the topic's slot (whose membership, sanctions on whom); null where the topic has no slot or the text does not say.</param>
/// <param name="ObjectPhrase">The object's noun phrase as the text has it.</param>
/// <param name="From">The position left, as the text says; Unknown where it does not.</param>
/// <param name="To">The position taken or held.</param>
/// <param name="Commitment">How far it binds.</param>
/// <param name="Condition">The condition as the text has it; null where there is none.</param>
/// <param name="Act">Id of the act, e.g. <c>drop</c>.</param>
/// <param name="CameoRoot">CAMEO root of the act, two digits.</param>
/// <param name="Reiterated">A statement that the text itself calls an old position (again, still, denied dropping).</param>
/// <param name="Hedged">A change that the text itself calls uncertain (may, could, is weighing, unconfirmed).</param>
/// <param name="Intended">A change announced for later (will, plans to).</param>
/// <param name="Magnitude">Null for a statement.</param>
/// <param name="Evidence">The proof.</param>
public sealed record Finding(
    SignalKind Kind,
    string Actor,
    bool KnownActor,
    string? Topic,
    string? About,
    string ObjectPhrase,
    Position From,
    Position To,
    Commitment Commitment,
    string? Condition,
    string Act,
    string CameoRoot,
    bool Reiterated,
    bool Hedged,
    bool Intended,
    Magnitude? Magnitude,
    Evidence Evidence)
{
    /// <summary>The words tell of a turn and not whereto ("made a U-turn on X"): its direction is the likelier one.</summary>
    internal bool IsDirectionAssumed { get; init; }
}
