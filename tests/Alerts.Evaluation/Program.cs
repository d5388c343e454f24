using System.CommandLine;
using Alerts.Evaluation.Scheduling;

var root = new RootCommand("Runs the engine over case files or generated cases and prints one figure a line.");
root.Subcommands.Add(ScheduleCommand.Create());
return await root.Parse(args).InvokeAsync();
