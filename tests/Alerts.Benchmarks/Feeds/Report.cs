using System.Globalization;

namespace Alerts.Benchmarks.Feeds;

/// <summary>A table for people, then one figure a line.</summary>
internal static class Report
{
    public static void Print(string group, List<Result> results)
    {
        Console.WriteLine();
        Console.WriteLine(Invariant($"{group,-34}{"files",9}{"MB",8}{"MB/s",10}{"alloc/MB",14}{"ours/its",10}"));
        foreach (var result in results)
        {
            Console.WriteLine(Invariant(
                $"{result.Name,-34}{result.Done + "/" + result.Total,9}{result.Bytes / 1e6,8:0.0}{result.MegabytesPerSecond,10:0.0}{result.AllocatedPerMegabyte,14:N0}{result.Ratio,10:0.00}"));
        }
        foreach (var result in results)
        {
            var name = $"{group}.{result.Name.Replace(' ', '-')}";
            Console.WriteLine(Invariant($"{name}.mb-per-second {result.MegabytesPerSecond:0.0}"));
            Console.WriteLine(Invariant($"{name}.bytes-allocated-per-mb {result.AllocatedPerMegabyte:0}"));
            Console.WriteLine(Invariant($"{name}.ratio {result.Ratio:0.00}"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
