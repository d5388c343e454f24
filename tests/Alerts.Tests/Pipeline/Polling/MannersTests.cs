using System.Text.Json;
using Alerts.Functions;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Alerts.Tests.Azurite;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Pipeline.Polling;

/// <summary>A day of eight feeds on five hosts, polled by two runtimes at once on one account; the publisher keeps the score, as the public reader tests do.</summary>
public sealed class MannersTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly JsonSerializerOptions HostJson = new(JsonSerializerDefaults.Web);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_runtimes_at_once_keep_all_the_manners_of_a_good_reader()
    {
        // A Monday.
        var time = new HastyTime(new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), Pause);
        await using var rig = await PipelineRig.StartAsync(azurite, time);
        rig.Storage = new WithoutDelay();
        rig.Set("Polling:HostPause", Pause.ToString());
        rig.Restart();
        await using var publisher = await ScoringPublisher.StartAsync(time);
        foreach (var url in publisher.Feeds)
            await rig.FollowAsync(url);
        await using var first = rig.Another();
        await using var second = rig.Another();

        await RunAsync(rig, [first, second], time.GetUtcNow().AddDays(1));

        var score = new List<(string What, string Score, bool Good)>();
        Check304(publisher, score);
        CheckRetryAfter(publisher, score);
        var moved = publisher.To("/moved").Count;
        score.Add(("requests to where a feed moved away from (301)", $"{moved}, then {publisher.To("/new").Count - moved} to where it is", moved == 3 && publisher.To("/new").Count > 10));
        var gone = publisher.To("/gone").Count(visit => visit.Status == 410);
        score.Add(("requests to a feed that is gone (410)", $"{gone}", gone == 1));
        var skipped = publisher.To("/skipping").Count(visit => visit.At.Hour is 2 or 3 or 4);
        score.Add(("requests in skipped hours", $"{skipped} of {publisher.To("/skipping").Count}", skipped == 0));
        var spacing = publisher.Visits.GroupBy(visit => visit.Host).SelectMany(host => Gaps([.. host.OrderBy(visit => visit.At)])).Min();
        score.Add(("shortest time between two requests to a host", $"{spacing.TotalSeconds:0.0} s, at most {publisher.MostAtOnce} at once", spacing >= Pause && publisher.MostAtOnce == 1));
        var failing = publisher.To("/failing").Where(visit => visit.Status == 500).ToList();
        var growing = Gaps(failing).Zip(Gaps(failing).Skip(1)).All(pair => pair.Second > pair.First * 1.2);
        score.Add(("requests in 18 hours of errors", $"{failing.Count}, each wait longer than the one before: {(growing ? "yes" : "no")}", failing.Count is >= 3 and <= 9 && growing));
        var shortest = publisher.Visits.Where(visit => visit.Path != "/new").GroupBy(visit => visit.Path).SelectMany(feed => Gaps([.. feed.OrderBy(visit => visit.At)])).Min();
        score.Add(("shortest time between two polls of a feed", $"{shortest.TotalMinutes:0.0} minutes", shortest >= TimeSpan.FromMinutes(2)));

        foreach (var host in publisher.Visits.GroupBy(visit => visit.Host))
        {
            var ordered = host.OrderBy(visit => visit.At).ToList();
            foreach (var (a, b) in ordered.Zip(ordered.Skip(1)).Where(pair => pair.Second.At - pair.First.At < Pause))
                TestContext.Current.TestOutputHelper?.WriteLine($"too near: {a.Path} at {a.At:T} and {b.Path} at {b.At:T}");
        }

        foreach (var (what, points, good) in score)
            TestContext.Current.TestOutputHelper?.WriteLine($"{(good ? "kept  " : "BROKEN")}  {what}: {points}");
        Assert.All(score, line => Assert.True(line.Good, $"{line.What}: {line.Score}"));
    }

    private static void Check304(ScoringPublisher publisher, List<(string, string, bool)> score)
    {
        foreach (var path in new[] { "/news", "/sport", "/weather" })
        {
            var visits = publisher.To(path);
            var full = visits.Where(visit => visit.Status == 200).ToList();
            var needless = full.Count - full.DistinctBy(visit => visit.Edition).Count();
            score.Add(($"answers 304 at {path}", $"{(double)visits.Count(visit => visit.Status == 304) / visits.Count:P0} of {visits.Count}, sent twice: {needless}", visits.Count >= 8 && needless == 0));
        }
    }

    private static void CheckRetryAfter(ScoringPublisher publisher, List<(string, string, bool)> score)
    {
        var visits = publisher.To("/throttled");
        foreach (var (status, form, asked) in new[] { (429, "seconds", 2), (503, "a date", 3) })
        {
            var refused = visits.Where(visit => visit.Status == status).ToList();
            var next = refused.Count > 0 ? visits.FirstOrDefault(visit => visit.At > refused[0].At) : null;
            var waited = next is null ? TimeSpan.Zero : next.At - refused[0].At;
            score.Add(($"Retry-After as {form}, {asked} hours ({status})", $"waited {waited.TotalHours:0.00} h", refused.Count == 1 && waited >= TimeSpan.FromHours(asked) && waited < TimeSpan.FromHours(asked + 1)));
        }
    }

    /// <summary>Both timers fire at each minute at which a feed is due, and two workers of each runtime take the messages.</summary>
    private static async Task RunAsync(PipelineRig rig, IReadOnlyList<IServiceProvider> runtimes, DateTimeOffset end)
    {
        while (rig.Time.GetUtcNow() < end)
        {
            var due = (await rig.Get<FeedStore>().AllAsync(Token)).Where(feed => feed.State == FeedState.Active).Min(feed => feed.NextPoll);
            if (due > rig.Time.GetUtcNow())
                rig.Time.Advance(due - rig.Time.GetUtcNow() + TimeSpan.FromSeconds(60 - due.Second));
            await Task.WhenAll(runtimes.Select(runtime => ActivatorUtilities.CreateInstance<PollFeeds>(runtime).RunAsync(new TimerInfo(), Token)));
            while ((await Task.WhenAll(runtimes.Concat(runtimes).Select(runtime => WorkAsync(rig, runtime)))).Any(worked => worked))
                rig.Time.Advance(TimeSpan.FromSeconds(1));
            await rig.Queue(QueueNames.Articles).ClearMessagesAsync(Token);
        }
    }

    private static async Task<bool> WorkAsync(PipelineRig rig, IServiceProvider runtime)
    {
        var queue = rig.Queue(QueueNames.Feeds);
        if ((await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(10), Token)).Value is not { } message)
            return false;
        await ActivatorUtilities.CreateInstance<FetchFeeds>(runtime).RunAsync(JsonSerializer.Deserialize<FeedsMessage>(message.Body.ToString(), HostJson)!, Token); // the host refuses null
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Token);
        return true;
    }

    private static IEnumerable<TimeSpan> Gaps(IReadOnlyList<Visit> visits) => visits.Zip(visits.Skip(1)).Select(pair => pair.Second.At - pair.First.At);
}
