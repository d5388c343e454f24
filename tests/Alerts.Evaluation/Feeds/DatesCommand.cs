using System.CommandLine;
using System.Globalization;
using Alerts.Feeds.Dates;

namespace Alerts.Evaluation.Feeds;

/// <summary>Scores the date reader.</summary>
internal static class DatesCommand
{
    public static Command Create()
    {
        var cases = Inputs.Cases("A JSON lines file of dates as written and as meant.");
        var verbose = Inputs.Verbose();
        var command = new Command("dates", "Score the date reader.") { cases, verbose };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(cases), parsed.GetValue(verbose), Console.Out).Print(Console.Out));
        return command;
    }

    public static Figures Run(FileInfo cases, bool verbose, TextWriter output)
    {
        var figures = new Figures();
        foreach (var row in JsonLines.Read<DateCase>(cases))
        {
            var found = FeedDate.Parse(row.Input)?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            figures.Count("dates", found == row.Utc);
            if (verbose && found != row.Utc)
                output.WriteLine($"FAIL {row.Id} \"{row.Input}\": expected {row.Utc ?? "nothing"} found {found ?? "nothing"}");
        }
        return figures;
    }

    private sealed record DateCase(string Id, string Input, string? Utc);
}
