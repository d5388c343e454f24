using System.CommandLine;
using Alerts.Evaluation.Feeds;
using Alerts.Evaluation.Scheduling;
using Alerts.Evaluation.Stance;

var root = new RootCommand("Runs the engine over case files or generated cases and prints one figure a line, name and value.")
{
    ActsCommand.Create(),
    ArticlesCommand.Create(),
    ChangesCommand.Create(),
    FeedsCommand.Create(),
    DatesCommand.Create(),
    SanitizeCommand.Create(),
    FuzzCommand.Create(),
    ScheduleCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
