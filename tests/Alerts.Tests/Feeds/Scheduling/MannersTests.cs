using Alerts.Feeds.Fetching;
using Alerts.Feeds.Scheduling;
using Alerts.Tests.Feeds.Fetching;
using Microsoft.Extensions.Time.Testing;

namespace Alerts.Tests.Feeds.Scheduling;

/// <summary>Fetcher and rule together, through two simulated days against a publisher that keeps the score.</summary>
public class MannersTests
{
    // A Monday.
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Polls_cost_a_publisher_little_and_keep_all_that_was_asked()
    {
        var time = new FakeTimeProvider(Start);
        var polls = new List<(DateTimeOffset At, string Answer)>();
        await using var publisher = RawPublisher.Saying(_ =>
        {
            var now = time.GetUtcNow();
            var edition = $"\"{(int)(now - Start).TotalHours}\"";
            var answer = (now - Start).TotalHours switch
            {
                >= 8 and < 8.5 => "503 Later\nRetry-After: 5400",
                >= 14 and < 18 => "500 Oops",
                _ when polls.Count > 0 && polls[^1].Answer.EndsWith(edition, StringComparison.Ordinal) => "304 Not Modified\nETag: " + edition,
                _ => "200 OK\nCache-Control: max-age=300\nETag: " + edition,
            };
            polls.Add((now, answer));
            return answer + "\nContent-Length: 0\nConnection: close\n\n";
        });
        using var fetcher = Fetchers.Local(time: time);

        await PollAsync(fetcher, publisher.Url(), time, Start.AddDays(2));

        var good = polls.Where(poll => poll.Answer[0] is '2' or '3').ToList();
        Assert.InRange(polls.Count, 48, 400);
        // Each edition was sent once; the publisher lost sight of ours only where it answered with an error.
        Assert.InRange(good.Count(poll => poll.Answer[0] == '2'), 35, 50);
        Assert.All(polls.Zip(polls.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromMinutes(2)));
        Assert.All(good.Zip(good.Skip(1)), pair => Assert.True(pair.First.Answer[0] == '3' || pair.Second.At - pair.First.At >= TimeSpan.FromMinutes(5)));
        var asked = Assert.Single(polls, poll => poll.Answer.StartsWith("503", StringComparison.Ordinal));
        Assert.True(polls.First(poll => poll.At > asked.At).At - asked.At >= TimeSpan.FromMinutes(90));
        Assert.InRange(polls.Count(poll => poll.Answer.StartsWith("500", StringComparison.Ordinal)), 3, 7);
        Assert.DoesNotContain(polls, poll => poll.At.Hour is 2 or 3);
        // The requests tell the publisher what we hold.
        Assert.All(publisher.Requests.Skip(1), request => Assert.Contains("If-None-Match: \"", request, StringComparison.Ordinal));
    }

    private static async Task PollAsync(FeedFetcher fetcher, Uri url, FakeTimeProvider time, DateTimeOffset end)
    {
        var (history, failures, random) = (ArrivalHistory.Empty, 0, new Random(3));
        string? etag = null;
        DateTimeOffset? previous = null;
        while (time.GetUtcNow() < end)
        {
            var result = await fetcher.FetchAsync(new FetchRequest(url, etag), Token);
            var now = time.GetUtcNow();
            failures = result is Fetched or NotModified ? 0 : failures + 1;
            if (result is Fetched fetched)
                etag = fetched.ETag;
            if (failures == 0)
            {
                history = history.With(result is Fetched ? [now] : [], previous, now);
                previous = now;
            }

            var plan = PollSchedule.Next(new PollFacts(now, history)
            {
                FailuresInARow = failures,
                RetryAfter = (result as Throttled)?.RetryAfter,
                FreshFor = (result as Fetched)?.Freshness.Lifetime,
                SkipHours = [2, 3],
                Jitter = random.NextDouble(),
            });
            time.Advance(plan.At - now);
        }
    }
}
