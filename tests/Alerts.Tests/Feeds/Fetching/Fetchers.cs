using System.Net;
using Alerts.Feeds.Fetching;

namespace Alerts.Tests.Feeds.Fetching;

/// <summary>Fetchers for tests.</summary>
internal static class Fetchers
{
    internal static FetchOptions OnLoopback { get; } = new() { AllowLoopback = true, ContactUrl = new Uri("https://alerts.example/about") };

    /// <summary>One that may reach this machine.</summary>
    internal static FeedFetcher Local(FetchOptions? options = null, TimeProvider? time = null) =>
        new(options ?? OnLoopback, time ?? TimeProvider.System);

    /// <summary>One with the rules of production, whose names are looked up in <paramref name="names"/> and whose good connections all end at <paramref name="port"/> on this machine.</summary>
    internal static FeedFetcher Public(int port, HostResolver names, ICollection<IPAddress>? connected = null) =>
        new(new FetchOptions(), TimeProvider.System, names, (endPoint, token) =>
        {
            connected?.Add(endPoint.Address);
            return GuardedConnector.OpenAsync(new IPEndPoint(IPAddress.Loopback, port), token);
        });

    /// <summary>A name server that knows one answer for each name.</summary>
    internal static HostResolver Names(params (string Name, string Address)[] names) => (host, _) =>
        Task.FromResult(names.Where(entry => entry.Name == host).Select(entry => IPAddress.Parse(entry.Address)).ToArray());
}
