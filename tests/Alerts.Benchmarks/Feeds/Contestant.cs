namespace Alerts.Benchmarks.Feeds;

/// <summary>One way to do the work. It throws on input that it cannot do.</summary>
internal sealed record Contestant(string Name, Action<byte[]> Work);
