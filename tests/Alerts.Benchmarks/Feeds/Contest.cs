using System.Diagnostics;

namespace Alerts.Benchmarks.Feeds;

/// <summary>Measures contestants in turns, so that what else the machine does falls on all alike. The first one is us.</summary>
internal static class Contest
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    public static List<Result> Run(IReadOnlyList<Contestant> contestants, IReadOnlyList<byte[]> inputs, int rounds)
    {
        var ours = contestants[0];
        var fields = contestants.Select(contestant => inputs.Where(input => Can(contestant, input)).ToList()).ToList();
        var best = contestants.Select(_ => (Theirs: Measure.Worst, Ours: Measure.Worst)).ToList();
        var warmUp = Stopwatch.StartNew();
        for (var round = 0; round < rounds; round++)
        {
            // The compiler goes over hot code more than once, in the background; what runs before it is done is not what runs for years.
            var isWarm = warmUp.Elapsed >= WarmUp;
            if (!isWarm)
                round = -1;
            for (var i = 0; i < contestants.Count; i++)
            {
                var theirs = Measure.Take(contestants[i], fields[i]);
                var mine = i == 0 ? theirs : Measure.Take(ours, fields[i]);
                if (isWarm)
                    best[i] = (theirs.Time < best[i].Theirs.Time ? theirs : best[i].Theirs, mine.Time < best[i].Ours.Time ? mine : best[i].Ours);
            }
        }
        return [.. contestants.Select((contestant, i) => new Result(
            contestant.Name, fields[i].Count, inputs.Count, fields[i].Sum(input => (long)input.Length),
            best[i].Theirs.Time, best[i].Theirs.Allocated, best[i].Ours.Time, best[i].Ours.Allocated))];
    }

    private static bool Can(Contestant contestant, byte[] input)
    {
        try
        {
            contestant.Work(input);
            return true;
        }
#pragma warning disable CA1031 // Whatever a peer throws, it cannot do this input.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private readonly record struct Measure(TimeSpan Time, long Allocated)
    {
        public static Measure Worst { get; } = new(TimeSpan.MaxValue, 0);

        public static Measure Take(Contestant contestant, List<byte[]> inputs)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            foreach (var input in inputs)
                contestant.Work(input);
            return new Measure(watch.Elapsed, GC.GetAllocatedBytesForCurrentThread() - allocated);
        }
    }
}
