using System.CommandLine;

namespace Alerts.Evaluation.Feeds;

/// <summary>Scores the sanitiser.</summary>
internal static class SanitizeCommand
{
    public static Command Create()
    {
        var cases = Inputs.Cases("A JSON lines file of HTML as published and as it may be shown.");
        var verbose = Inputs.Verbose();
        var command = new Command("sanitize", "Score the sanitiser.") { cases, verbose };
        command.SetAction(parsed => SanitizeScore.Run(parsed.GetRequiredValue(cases), parsed.GetValue(verbose), Console.Out).Print(Console.Out));
        return command;
    }
}
