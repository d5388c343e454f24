namespace Alerts.Pipeline.Web.Views;

/// <summary>What an actor did, whatever the topic.</summary>
/// <param name="Actor">Canonical name.</param>
/// <param name="Signals">Newest first.</param>
/// <param name="Statements">Whether statements are among them.</param>
public sealed record ActorView(string Actor, IReadOnlyList<SignalView> Signals, bool Statements);
