using System.CommandLine;
using Alerts.Cli.Explain;

var root = new RootCommand("The operator's command line of Alerts.");
root.Subcommands.Add(ExplainCommand.Create());
return await root.Parse(args).InvokeAsync();
