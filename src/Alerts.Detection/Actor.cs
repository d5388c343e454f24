namespace Alerts.Detection;

/// <summary>Who holds positions.</summary>
/// <param name="Name">Canonical name, e.g. "Ukraine".</param>
/// <param name="Kind">country, organisation, bloc, central-bank, company, group.</param>
public sealed record Actor(string Name, string Kind);
