using Alerts.Feeds.Fetching;

namespace Alerts.Pipeline.Polling;

/// <summary>The hosts that one fetch comes by. The first is held already; those that redirects lead to are taken on the way.</summary>
internal sealed class HostVisit(HostLeases leases, string host, PollingOptions polling)
{
    // Its own host has been asked already, and would be asked again: waiting is better manners. A worker holds a host for ten feeds at most.
    private const int MostPauses = 60;

    private readonly HashSet<string> others = new(StringComparer.Ordinal);

    /// <summary>For the fetcher, before each hop.</summary>
    /// <exception cref="HostBusyException">Another worker asks that host just now.</exception>
    public async ValueTask<Failed?> EnterAsync(Uri url, CancellationToken cancellation)
    {
        if (url.Authority == host || others.Contains(url.Authority))
            return null;
        for (var pauses = 0; await leases.TryTakeAsync(url.Authority, polling.HostLease, cancellation) is { } busy; pauses++)
        {
            if (pauses == MostPauses || polling.HostPause == TimeSpan.Zero)
                throw new HostBusyException(busy);
            await leases.PauseAsync(host, polling.HostPause, polling.HostLease, cancellation);
        }

        others.Add(url.Authority);
        return null;
    }

    /// <summary>Lets the others go, but for the pause.</summary>
    public async Task LeaveAsync(CancellationToken cancellation)
    {
        foreach (var other in others)
            await leases.HoldAsync(other, polling.HostPause, cancellation);
    }
}

/// <summary>A redirect leads to a host that another worker asks: no failure of the feed.</summary>
internal sealed class HostBusyException(TimeSpan wait) : Exception("Another worker asks that host just now.")
{
    public TimeSpan Wait { get; } = wait;
}
