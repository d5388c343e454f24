using System.CommandLine;

namespace Alerts.Evaluation.Feeds;

/// <summary>Scores the feed reader.</summary>
internal static class FeedsCommand
{
    public static Command Create()
    {
        var cases = Inputs.Cases("A JSON lines file of feeds and assertions; its feeds lie relative to it.");
        var verbose = Inputs.Verbose();
        var command = new Command("feeds", "Score the feed reader over feeds and the fields expected of them.") { cases, verbose };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(cases), parsed.GetValue(verbose), Console.Out).Print(Console.Out));
        return command;
    }

    /// <summary>
    /// Counts every assertion under its case's needs, HTML values apart; core ones also under <c>feeds.core</c>, and under
    /// <c>feeds.core.plain</c> where neither sanitising nor resolving is needed.
    /// </summary>
    public static Figures Run(FileInfo cases, bool verbose, TextWriter output)
    {
        var figures = new Figures();
        var folder = cases.Directory ?? throw new InvalidDataException($"{cases.Name} lies in no folder.");
        foreach (var feedCase in JsonLines.Read<FeedCase>(cases))
        {
            var feed = FeedScore.Read(feedCase, folder);
            var group = feedCase.Needs.Length == 0 ? "plain-reader" : string.Join('+', feedCase.Needs);
            foreach (var assertion in feedCase.Assert)
            {
                var (passed, found) = FeedScore.Check(feed, feedCase, assertion);
                if (assertion.Tier == "core")
                    CountCore(figures, feedCase, assertion, group, passed);
                else
                    figures.Count($"feeds.extended.{group}", passed);
                if (verbose && !passed)
                    output.WriteLine($"FAIL {assertion.Tier} {feedCase.Id} {assertion.Path}: expected {assertion.Text ?? assertion.Value.GetRawText()} found {found ?? "nothing"}");
            }
        }
        return figures;
    }

    private static void CountCore(Figures figures, FeedCase feedCase, FeedAssertion assertion, string group, bool passed)
    {
        figures.Count($"feeds.{group}{(assertion.IsMarkup ? ".markup" : ".text")}", passed);
        figures.Count("feeds.core", passed);
        if (!feedCase.Needs.Contains("sanitize-html") && !feedCase.Needs.Contains("resolve-uris"))
            figures.Count("feeds.core-without-sanitize-and-resolve", passed);
    }
}
