namespace Alerts.Detection;

/// <summary>Who holds positions.</summary>
/// <param name="Name">Canonical name, e.g. "Ukraine".</param>
/// <param name="Kind">country, organisation, bloc, central-bank, company, group, body; "unknown" where the file does not say.</param>
public sealed record Actor(string Name, string Kind)
{
    /// <summary>Other names of the actor itself, its seat among them.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Adjectives and names of people: Ukrainian, Ukrainians. They stand for the actor only before an office or a body.</summary>
    public IReadOnlyList<string> Demonyms { get; init; } = [];

    /// <summary>Bodies that speak for the actor: the Kremlin.</summary>
    public IReadOnlyList<string> Offices { get; init; } = [];

    public IReadOnlyList<Leader> Leaders { get; init; } = [];
}

/// <summary>A person who speaks for an actor during a term.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Aliases">Other ways the name is written, surname alone among them.</param>
/// <param name="Office">E.g. "president".</param>
/// <param name="From">First day in office; null where unknown.</param>
/// <param name="To">Last day in office; null while in office.</param>
public sealed record Leader(string Name, IReadOnlyList<string> Aliases, string Office, DateOnly? From, DateOnly? To)
{
    /// <summary>Whether the person spoke for the actor on that day; an unknown day is taken as within the term.</summary>
    public bool HoldsOffice(DateOnly? day) => day is not { } d || ((From is null || From <= d) && (To is null || d <= To));
}
