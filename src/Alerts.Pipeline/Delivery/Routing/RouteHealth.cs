namespace Alerts.Pipeline.Delivery.Routing;

/// <summary>One call of the first provider, as all instances see it.</summary>
/// <param name="Bad">It failed, or took too long.</param>
public sealed record ProviderCall(DateTimeOffset At, bool Bad);

/// <summary>Which provider sends, and what that rests on.</summary>
/// <param name="Calls">Of the first provider, the latest last.</param>
/// <param name="MovedAt">When sending moved to the second provider; null while the first sends.</param>
/// <param name="ProbedAt">When the first was last tried since.</param>
/// <param name="Probes">Probes that succeeded in a row.</param>
public sealed record RouteHealth(IReadOnlyList<ProviderCall> Calls, DateTimeOffset? MovedAt = null, DateTimeOffset? ProbedAt = null, int Probes = 0)
{
    public static RouteHealth Good { get; } = new([]);
}
