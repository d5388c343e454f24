using System.CommandLine;
using Alerts.Benchmarks;
using Alerts.Benchmarks.Delivery;
using Alerts.Benchmarks.Feeds;
using Alerts.Benchmarks.Mails;
using Alerts.Benchmarks.Pages;
using Alerts.Benchmarks.Polling;

var root = new RootCommand("Measures Alerts, and its peers beside it in the same run.");
root.Subcommands.Add(DeliveryCommand.Create());
root.Subcommands.Add(DetectionCommand.Create());
root.Subcommands.Add(FeedsCommand.Create());
root.Subcommands.Add(MailsCommand.Create());
root.Subcommands.Add(MatchingCommand.Create());
root.Subcommands.Add(PagesCommand.Create());
root.Subcommands.Add(PollingCommand.Create());
return await root.Parse(args).InvokeAsync();
