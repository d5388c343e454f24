using System.CommandLine;
using Alerts.Benchmarks;

var root = new RootCommand("Measures Alerts, and its peers beside it in the same run.");
root.Subcommands.Add(MatchingCommand.Create());
return await root.Parse(args).InvokeAsync();
