using Alerts.Evaluation.Scheduling;
using Alerts.Feeds.Scheduling;

namespace Alerts.Tests.Feeds.Scheduling;

public class SimulationTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_rule_lies_on_the_better_side_of_every_fixed_interval()
    {
        const int Weeks = 3;
        var outcomes = PublishingPattern.All
            .SelectMany(pattern => Enumerable.Range(0, pattern.Feeds).Select(feed => PollSimulation.ByRule(
                [.. pattern.Draw(new Random(feed), Start.AddDays(-28), Weeks + 4).Order()],
                Start,
                Start.AddDays(7 * Weeks),
                new PollLimits(),
                new Random(feed))))
            .ToList();

        var polls = outcomes.Average(outcome => outcome.PollsPerDay);
        var ofArticles = outcomes.SelectMany(outcome => outcome.Delays).Average();
        var ofFeeds = outcomes.Where(outcome => outcome.Delays.Count > 0).Average(outcome => outcome.Delays.Average());

        // A fixed interval of t minutes costs 1440/t polls a day and delays by t/2: the product is always 720.
        Assert.InRange(polls * ofArticles, 1, 720 * 0.4);
        Assert.InRange(polls * ofFeeds, 1, 720 * 0.9);
    }
}
