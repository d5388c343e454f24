using Alerts.Cli;

return await CommandTree.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
