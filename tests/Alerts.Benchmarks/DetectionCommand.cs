using System.CommandLine;

namespace Alerts.Benchmarks;

/// <summary><c>detection</c>: reading articles for positions.</summary>
internal static class DetectionCommand
{
    internal static Command Create()
    {
        var articles = new Option<int>("--articles") { Description = "Articles a set, of some 3,000 characters.", DefaultValueFactory = _ => 1_000 };
        var rounds = new Option<int>("--rounds") { Description = "How often each is measured; the median counts.", DefaultValueFactory = _ => 9 };
        var command = new Command("detection", "Millions of characters a second through the automaton and the whole detector; compiled Regex and SearchValues beside.") { articles, rounds };
        command.SetAction(parsed => DetectionBenchmark.Run(parsed.GetValue(articles), parsed.GetValue(rounds)));
        return command;
    }
}
