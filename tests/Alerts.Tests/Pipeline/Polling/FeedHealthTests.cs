using System.Collections.Concurrent;
using Alerts.Feeds.Scheduling;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Alerts.Tests.Azurite;
using Microsoft.Extensions.Logging;

namespace Alerts.Tests.Pipeline.Polling;

public sealed class FeedHealthTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Feed Known = new(Ids.Feed("https://a.example/feed"), "https://a.example/feed", "A") { LastSuccess = Now, NextPoll = Now.AddHours(1), Why = "by its habit" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_feed_that_is_silent_against_its_own_habit_is_told_and_a_quiet_one_is_not()
    {
        var daily = ArrivalHistory.Empty.With(Enumerable.Range(1, 10).Select(day => Now.AddDays(-20 + day)), null, Now.AddDays(-10));
        var monthly = ArrivalHistory.Empty.With(Enumerable.Range(1, 5).Select(month => Now.AddDays((-30 * month) + 15)), null, Now.AddDays(-15));

        var silent = FeedHealth.Of(Known with { History = daily }, Now);
        Assert.Equal((FeedCondition.Silent, Now.AddDays(-10)), (silent.Condition, silent.SilentSince));
        Assert.Equal(FeedCondition.Well, FeedHealth.Of(Known with { History = monthly }, Now).Condition);
    }

    [Fact]
    public void Nothing_secret_is_told()
    {
        var health = FeedHealth.Of(
            Known with
            {
                Url = "https://a.example/feed?key=hush",
                LastError = "https://a.example/feed?key=hush answered 500.",
                Push = new("https://hub.example/?key=hush", "https://a.example/feed?key=hush", "hush", "hush"),
            },
            Now);

        Assert.DoesNotContain("hush", health.ToString(), StringComparison.Ordinal);
        Assert.Equal("https://a.example/feed?… answered 500.", health.LastError);
    }

    [Fact]
    public async Task A_feed_that_falls_silent_is_told_to_the_log_once()
    {
        using var log = new Told();
        await using var rig = await PipelineRig.StartAsync(azurite);
        rig.Logs = log;
        rig.Restart();
        await using var publisher = await LoopbackFeeds.StartAsync();
        await rig.FollowAsync(publisher["/daily"]);
        for (var day = 0; day < 20; day++)
        {
            if (day < 8)
                publisher.Publish("/daily", new Item("Day " + day, "https://daily.example/" + day, rig.Time.GetUtcNow(), "Text."));
            await rig.RunAsync();
        }

        Assert.Single(log.Lines, line => line.Contains("has brought nothing since", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_worst_comes_first_and_what_was_removed_not_at_all()
    {
        await using var rig = await PipelineRig.StartAsync(azurite);
        await using var publisher = await LoopbackFeeds.StartAsync();
        publisher.Publish("/well", new Item("One", "https://well.example/1", rig.Time.GetUtcNow(), "Text."));
        foreach (var path in new[] { "/well", "/missing", "/paused", "/removed" })
            await rig.FollowAsync(publisher[path]);
        var store = rig.Get<FeedStore>();
        Assert.True(await store.PauseAsync(publisher["/paused"], Token));
        Assert.True(await store.RemoveAsync(publisher["/removed"], Token));
        Assert.False(await store.PauseAsync(publisher["/removed"], Token));
        Assert.False(await store.ResumeAsync(publisher["/well"], rig.Time.GetUtcNow(), Token));

        await rig.RunAsync();
        var all = await rig.Get<FeedHealthReading>().ReadAsync(Token);

        Assert.Equal([FeedCondition.Failing, FeedCondition.Well, FeedCondition.Paused], all.Select(feed => feed.Condition));
        Assert.Equal((1, rig.Time.GetUtcNow()), (all[0].Failures, all[1].LastArticle));
        Assert.Contains("404", all[0].LastError, StringComparison.Ordinal);
        Assert.Equal((null, true), (all[2].NextPoll, all[1].NextPoll > rig.Time.GetUtcNow()));
        Assert.DoesNotContain("/paused", publisher.Requests);

        Assert.True(await store.ResumeAsync(publisher["/paused"], rig.Time.GetUtcNow(), Token));
        await rig.PollAsync();
        await rig.DrainAsync();
        Assert.Contains("/paused", publisher.Requests);
    }

    private sealed class Told : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
