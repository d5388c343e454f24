using System.CommandLine;
using Alerts.Benchmarks;
using Alerts.Benchmarks.Feeds;
using Alerts.Benchmarks.Polling;
using Alerts.Benchmarks.Pages;

var root = new RootCommand("Measures Alerts, and its peers beside it in the same run.");
root.Subcommands.Add(DetectionCommand.Create());
root.Subcommands.Add(FeedsCommand.Create());
root.Subcommands.Add(MatchingCommand.Create());
root.Subcommands.Add(PollingCommand.Create());
root.Subcommands.Add(PagesCommand.Create());
return await root.Parse(args).InvokeAsync();
