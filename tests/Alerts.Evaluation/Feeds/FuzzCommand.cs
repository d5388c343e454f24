using System.CommandLine;
using System.Globalization;

namespace Alerts.Evaluation.Feeds;

/// <summary>Reads feeds broken at random, and says whether any made the reader throw.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        var corpus = new Option<DirectoryInfo[]>("--corpus") { Description = "Folders of feeds to break.", Required = true, AllowMultipleArgumentsPerToken = true };
        var seed = new Option<int>("--seed") { Description = "Makes a run repeatable.", DefaultValueFactory = _ => 1 };
        var count = new Option<int>("--count") { Description = "How many feeds to read.", DefaultValueFactory = _ => 100_000 };
        var command = new Command("fuzz", "Read feeds broken at random; exit code 1 if one makes the reader throw.") { corpus, seed, count };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(corpus), parsed.GetValue(seed), parsed.GetValue(count)));
        return command;
    }

    private static int Run(DirectoryInfo[] corpus, int seed, int count)
    {
        var feeds = corpus.SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories))
            .OrderBy(file => file.FullName, StringComparer.Ordinal).Select(file => File.ReadAllBytes(file.FullName)).ToList();
        var run = FuzzRun.Over(feeds, seed, count);
        foreach (var failure in run.Failures)
            Console.WriteLine($"FAIL {failure}");
        Console.WriteLine($"fuzz.count {run.Count.ToString(CultureInfo.InvariantCulture)}");
        Console.WriteLine($"fuzz.read {run.Read.ToString(CultureInfo.InvariantCulture)}");
        Console.WriteLine($"fuzz.refused {run.Refused.ToString(CultureInfo.InvariantCulture)}");
        Console.WriteLine($"fuzz.slowest-ms {run.Slowest.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture)}");
        Console.WriteLine($"fuzz.exceptions {run.Failures.Count.ToString(CultureInfo.InvariantCulture)}");
        return run.Failures.Count == 0 ? 0 : 1;
    }
}
