namespace Alerts.Detection.Events;

/// <summary>What a sentence reports, as CAMEO codes it, down to the root.</summary>
/// <param name="CameoRoot">Two digits, 01 to 20.</param>
/// <param name="Actor">Who does it, as the text has it; null where the text names nobody.</param>
/// <param name="Act">The verb or noun that decided, as the text has it.</param>
public sealed record EventFinding(string CameoRoot, string? Actor, string Act);
