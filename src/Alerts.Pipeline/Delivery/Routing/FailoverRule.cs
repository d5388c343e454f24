namespace Alerts.Pipeline.Delivery.Routing;

/// <summary>When sending moves to the second provider, and when it moves back. Pure.</summary>
internal static class FailoverRule
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>A call that takes longer is as bad as one that fails; a thousand mails are usually taken within a second or two.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan BetweenProbes = TimeSpan.FromMinutes(2);

    /// <summary>Bad calls in the window, and at least half of all calls in it, that make sending move.</summary>
    public const int BadCalls = 3;

    /// <summary>Probes in a row that bring it back.</summary>
    public const int GoodProbes = 3;

    private const int MostCalls = 50;

    /// <summary>Whether a call changes what is known: good ones that follow good ones cost no write.</summary>
    public static bool Matters(RouteHealth health, ProviderCall call) =>
        call.Bad || health.MovedAt is not null || health.Calls.Any(known => known.Bad && known.At > call.At - Window);

    public static bool IsProbeDue(RouteHealth health, DateTimeOffset now) =>
        health.MovedAt is { } moved && now - (health.ProbedAt ?? moved) >= BetweenProbes;

    /// <summary>What is known after a call of the first provider: while it sends, one of many; after that, a probe.</summary>
    public static RouteHealth After(RouteHealth health, ProviderCall call)
    {
        if (health.MovedAt is not null)
        {
            var probes = call.Bad ? 0 : health.Probes + 1;
            return probes >= GoodProbes ? RouteHealth.Good : health with { Probes = probes, ProbedAt = call.At };
        }

        var calls = health.Calls.Append(call).Where(known => known.At > call.At - Window).TakeLast(MostCalls).ToList();
        var bad = calls.Count(known => known.Bad);
        return bad >= BadCalls && bad * 2 >= calls.Count ? new([], MovedAt: call.At) : new(calls);
    }
}
