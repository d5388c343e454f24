using System.CommandLine;
using System.Globalization;
using Alerts.Feeds.Scheduling;

namespace Alerts.Evaluation.Scheduling;

/// <summary>Polls a day against minutes of delay: the polling rule beside fixed intervals, over generated publishers.</summary>
internal static class ScheduleCommand
{
    private static readonly int[] Intervals = [5, 15, 60];
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    internal static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "Draws other publishers.", DefaultValueFactory = _ => 1 };
        var weeks = new Option<int>("--weeks") { Description = "How long to simulate.", DefaultValueFactory = _ => 6 };
        var patience = new Option<double>("--patience") { Description = "The patience of the rule in minutes.", DefaultValueFactory = _ => new PollLimits().Patience.TotalMinutes };
        var command = new Command("schedule", "Simulates polling: the rule beside fixed intervals of 5, 15 and 60 minutes.") { seed, weeks, patience };
        command.SetAction(parsed => Print(parsed.GetValue(seed), parsed.GetValue(weeks), TimeSpan.FromMinutes(parsed.GetValue(patience))));
        return command;
    }

    private static int Print(int seed, int weeks, TimeSpan patience)
    {
        var limits = new PollLimits { Patience = patience };
        var end = Start.AddDays(7 * weeks);
        var ways = new List<(string Name, Func<IReadOnlyList<DateTimeOffset>, Random, FeedOutcome> Run)>
        {
            ("rule", (published, random) => PollSimulation.ByRule(published, Start, end, limits, random)),
        };
        foreach (var minutes in Intervals)
            ways.Add(($"fixed{minutes}", (published, random) => PollSimulation.ByInterval(published, Start, end, TimeSpan.FromMinutes(minutes), random)));

        var figures = new List<string>();
        var all = ways.ToDictionary(way => way.Name, _ => new List<FeedOutcome>(), StringComparer.Ordinal);
        Say($"{"publisher",-10} {"way",-8} {"polls/day",10} {"mean min",9} {"p95 min",9} {"product",9}");
        foreach (var pattern in PublishingPattern.All)
        {
            var feeds = Enumerable.Range(0, pattern.Feeds).Select(feed => Publish(pattern, seed, feed, weeks)).ToList();
            foreach (var (name, run) in ways)
            {
                var outcomes = feeds.Select((published, feed) => run(published, new Random(HashCode(seed, feed)))).ToList();
                all[name].AddRange(outcomes);
                Report(pattern.Name, name, outcomes, figures);
            }
        }
        foreach (var (name, _) in ways)
            Report("all", name, all[name], figures);
        Compare(all["rule"], figures);
        Console.WriteLine();
        foreach (var figure in figures)
            Console.WriteLine(figure);
        return 0;
    }

    /// <summary>Four weeks before the start are published too, so that the first poll finds entries.</summary>
    private static List<DateTimeOffset> Publish(PublishingPattern pattern, int seed, int feed, int weeks) =>
        [.. pattern.Draw(new Random(HashCode(seed, feed + (pattern.Name[0] * 1000) + pattern.Name[1])), Start.AddDays(-28), weeks + 4).Order()];

    private static int HashCode(int seed, int feed) => unchecked((seed * 1_000_003) + (feed * 7919));

    private static void Report(string pattern, string way, List<FeedOutcome> outcomes, List<string> figures)
    {
        var (polls, mean, p95) = Sum(outcomes);
        Say($"{pattern,-10} {way,-8} {polls,10:0.0} {mean,9:0.0} {p95,9:0.0} {polls * mean,9:0}");
        figures.Add(Invariant($"schedule.{pattern}.{way}.polls_per_feed_day {polls:0.00}"));
        if (outcomes.Any(outcome => outcome.Delays.Count > 0))
        {
            figures.Add(Invariant($"schedule.{pattern}.{way}.delay_mean_minutes {mean:0.00}"));
            figures.Add(Invariant($"schedule.{pattern}.{way}.delay_p95_minutes {p95:0.00}"));
        }
    }

    /// <summary>Against the fixed interval that polls as often, and the one whose mean (p95) delay is as long: an interval of t minutes polls 1440/t times a day and waits t/2 (0.95 t).</summary>
    private static void Compare(List<FeedOutcome> rule, List<string> figures)
    {
        var (polls, mean, p95) = Sum(rule);
        var perFeed = rule.Where(outcome => outcome.Delays.Count > 0).Average(outcome => outcome.Delays.Average());
        figures.Add(Invariant($"schedule.all.rule.delay_mean_of_feeds_minutes {perFeed:0.00}"));
        figures.Add(Invariant($"schedule.all.rule.delay_max_minutes {rule.SelectMany(outcome => outcome.Delays).Max():0.00}"));
        figures.Add(Invariant($"schedule.equal_polls.fixed_interval_minutes {1440 / polls:0.00}"));
        figures.Add(Invariant($"schedule.equal_polls.delay_mean_ratio {mean / (720 / polls):0.000}"));
        figures.Add(Invariant($"schedule.equal_polls.delay_p95_ratio {p95 / (0.95 * 1440 / polls):0.000}"));
        figures.Add(Invariant($"schedule.equal_polls.delay_mean_of_feeds_ratio {perFeed / (720 / polls):0.000}"));
        figures.Add(Invariant($"schedule.equal_mean_delay.polls_ratio {polls / (720 / mean):0.000}"));
        figures.Add(Invariant($"schedule.equal_p95_delay.polls_ratio {polls / (0.95 * 1440 / p95):0.000}"));
    }

    private static (double Polls, double Mean, double P95) Sum(List<FeedOutcome> outcomes)
    {
        var delays = outcomes.SelectMany(outcome => outcome.Delays).Order().ToList();
        return (
            outcomes.Average(outcome => outcome.PollsPerDay),
            delays.Count == 0 ? double.NaN : delays.Average(),
            delays.Count == 0 ? double.NaN : delays[(int)(0.95 * (delays.Count - 1))]);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Say(FormattableString text) => Console.WriteLine(Invariant(text));
}
