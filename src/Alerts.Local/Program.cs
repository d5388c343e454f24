using Alerts.Local;
using Alerts.Local.Configuration;
using Alerts.Local.Display;
using Alerts.Pipeline.Settings;
using Spectre.Console;

const int BadInput = 2;

try
{
    var options = CommandLine.Parse(args);
    if (options.Help)
    {
        Console.Out.WriteLine(CommandLine.Usage);
        return 0;
    }

    return await new Application(options, new ConsoleLines(AnsiConsole.Console, TimeProvider.System), TimeProvider.System).RunAsync();
}
catch (Exception refusal) when (refusal is StartupException or SettingsException)
{
    Console.Error.WriteLine(refusal.Message);
    return BadInput;
}
catch (OperationCanceledException)
{
    // Stopped while it was still starting.
    return 0;
}
