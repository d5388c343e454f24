using System.Diagnostics;

namespace Alerts.Benchmarks.Feeds;

/// <summary>Measures contestants in turns, so that what else the machine does falls on all alike. The first one is us.</summary>
internal static class Contest
{
    public static List<Result> Run(IReadOnlyList<Contestant> contestants, IReadOnlyList<byte[]> inputs, int rounds)
    {
        var ours = contestants[0];
        var fields = contestants.Select(contestant => inputs.Where(input => Can(contestant, input)).ToList()).ToList();
        var best = contestants.Select(_ => (Theirs: Measure.Worst, Ours: Measure.Worst)).ToList();
        for (var round = 0; round < rounds + 3; round++)
        {
            for (var i = 0; i < contestants.Count; i++)
            {
                var theirs = Measure.Take(contestants[i], fields[i]);
                var mine = i == 0 ? theirs : Measure.Take(ours, fields[i]);
                // The first rounds warm the compiler up.
                if (round >= 3)
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
