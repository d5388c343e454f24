using System.CommandLine;

namespace Alerts.Benchmarks;

/// <summary><c>matching</c>: keyword queries against articles.</summary>
internal static class MatchingCommand
{
    internal static Command Create()
    {
        var queries = new Option<int>("--queries") { Description = "Distinct queries.", DefaultValueFactory = _ => 200_000 };
        var articles = new Option<int>("--articles") { Description = "Articles of 600 words.", DefaultValueFactory = _ => 2_000 };
        var command = new Command("matching", "Matches articles against distinct keyword queries; naive evaluator and Lucene.Net beside.") { queries, articles };
        command.SetAction(parsed => MatchingBenchmark.Run(parsed.GetValue(queries), parsed.GetValue(articles)));
        return command;
    }
}
