namespace Alerts.Benchmarks.Feeds;

/// <summary>A contestant's best round over the inputs it can do, and ours over the same inputs.</summary>
/// <param name="Done">How many inputs it can do, of <paramref name="Total"/>.</param>
/// <param name="Bytes">The size of those.</param>
internal sealed record Result(string Name, int Done, int Total, long Bytes, TimeSpan Time, long Allocated, TimeSpan OurTime, long OurAllocated)
{
    public double MegabytesPerSecond => Bytes / 1e6 / Time.TotalSeconds;

    public double AllocatedPerMegabyte => Allocated / (Bytes / 1e6);

    /// <summary>How many times as fast as this contestant we are.</summary>
    public double Ratio => Time / OurTime;
}
