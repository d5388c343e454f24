using System.Collections.Concurrent;
using System.Text.Json;
using Alerts.Detection;
using Alerts.Feeds.Dedupe;
using Alerts.Functions;
using Alerts.Pipeline.Opinion;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Signal = Alerts.Pipeline.Signals.Signal;

namespace Alerts.Tests.Pipeline.Opinion;

public sealed class SecondOpinionTests(AzuriteFixture azurite)
{
    private const string Turn = "After months of refusing, Hungary said on Tuesday it now supports Sweden's NATO membership.";
    private const string Plain = "Hungary dropped its opposition to Sweden's NATO membership on Tuesday.";
    private static readonly Detector Detector = new(DetectionData.Shipped);
    private static readonly StanceKey Hungary = new("nato-membership", "Hungary", "Sweden");

    [Fact]
    public async Task A_model_that_agrees_annotates_the_signal_and_is_asked_once()
    {
        await using var story = await Story.StartAsync(azurite);
        story.Model.Answer = LoopbackModel.Says("agree", "It says it now supports it.", "it now supports Sweden's NATO membership");
        var article = await story.PutAsync(Turn);
        await story.ReadAsync(article);
        await story.ReadAsync(article);

        var opinion = Assert.Single((await story.ChangeAsync()).Sources).Opinion;
        Assert.Equal(new(Verdict.Agree, "It says it now supports it.", "it now supports Sweden's NATO membership"), opinion);
        var (line, authorization, body) = Assert.Single(story.Model.Requests);
        Assert.Equal(("POST /v1/chat/completions", "Bearer key-of-the-test"), (line, authorization));
        using var request = JsonDocument.Parse(body);
        Assert.Equal("small", request.RootElement.GetProperty("model").GetString());
        Assert.Equal(["system", "user"], request.RootElement.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString() ?? ""));
    }

    [Fact]
    public async Task A_veto_with_a_verbatim_quote_makes_a_near_miss_of_the_finding_and_holds_when_run_again()
    {
        await using var story = await Story.StartAsync(azurite);
        story.Model.Answer = LoopbackModel.Says("veto", "The sentence is about the past.", "After months of refusing");
        var article = await story.PutAsync(Turn);
        await story.ReadAsync(article);
        await story.AssertNothingAsync();

        // A model of another mind, and none at all: what was decided stays decided.
        story.Model.Answer = LoopbackModel.Says("agree", "It does.", "it now supports Sweden's NATO membership");
        await story.ReadAsync(article);
        story.Restart(enabled: false);
        await story.ReadAsync(article);

        await story.AssertNothingAsync();
        Assert.Single(story.Model.Requests);
        var entries = story.Logs.Entries.Where(entry => entry.Id.Name == "FindingVetoed").ToList();
        Assert.Equal(3, entries.Count);
        Assert.All(entries, entry => Assert.Contains("verb.object+contrast", entry.Text, StringComparison.Ordinal));
        Assert.All(entries, entry => Assert.Contains("The sentence is about the past. (\"After months of refusing\")", entry.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_hangs_is_given_up_after_the_timeout_and_never_asked_again()
    {
        await using var story = await Story.StartAsync(azurite);
        story.Model.Answer = async context =>
        {
            story.Rig.Time.Advance(TimeSpan.FromSeconds(9));
            Assert.False(context.RequestAborted.IsCancellationRequested);
            story.Rig.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var article = await story.PutAsync(Turn);
        await story.ReadAsync(article);
        await story.ReadAsync(article);

        Assert.Equal("no answer within 00:00:10", (await story.StandsAsync()).Reason);
        Assert.Single(story.Model.Requests);
    }

    [Fact]
    public async Task A_host_that_stops_meanwhile_decides_nothing_and_keeps_nothing()
    {
        await using var story = await Story.StartAsync(azurite);
        using var stop = new CancellationTokenSource();
        story.Model.Answer = async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var article = await story.PutAsync(Turn);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => story.Rig.Get<SignalDetection>().RunAsync(new(article), stop.Token));

        await story.AssertNothingAsync();
        Assert.Empty((await story.Rig.Get<ArticleStore>().FindAsync(article, TestContext.Current.CancellationToken))!.Judgements); // it was put above
    }

    public static TheoryData<string, int, string, string> Troubles => new()
    {
        { "a server fault", 500, """{"error":{"message":"overloaded, your key key-of-the-test"}}""", "the endpoint answered 500" },
        { "too many requests", 429, "{}", "the endpoint answered 429" },
        { "a wrong key", 401, """{"error":{"message":"bad key"}}""", "the endpoint answered 401" },
        { "a redirect", 302, "", "the endpoint answered 302" },
        { "a page", 200, "<html>Welcome</html>", "" },
        { "an empty body", 200, "", "" },
        { "no choices", 200, """{"id":"1","object":"chat.completion","created":1,"model":"small","choices":[]}""", "" },
        { "a flood", 200, new string(' ', 300 * 1024), "" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task An_endpoint_in_trouble_changes_nothing(string trouble, int status, string body, string reason)
    {
        await using var story = await Story.StartAsync(azurite);
        story.Model.Answer = LoopbackModel.Sends(status, body);
        var article = await story.PutAsync(Turn);
        await story.ReadAsync(article);
        await story.ReadAsync(article);

        var judgement = await story.StandsAsync();
        Assert.StartsWith(reason, judgement.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("key-of-the-test", judgement.Reason, StringComparison.Ordinal);
        Assert.True(story.Model.Requests.Count == 1, trouble);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_changes_nothing()
    {
        await using var story = await Story.StartAsync(azurite);
        await story.Model.DisposeAsync();
        await story.ReadAsync(await story.PutAsync(Turn));
        Assert.StartsWith("the request failed", (await story.StandsAsync()).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Certainly! As an assistant I veto this claim.")]
    [InlineData("""{"verdict":"veto","reason":"x","quote":"Hungary still refuses Sweden's membership"}""")]
    [InlineData("""{"verdict":"veto"}""")]
    [InlineData("")]
    public async Task Nonsense_changes_nothing(string answer)
    {
        await using var story = await Story.StartAsync(azurite);
        story.Model.Answer = LoopbackModel.Says(answer);
        await story.ReadAsync(await story.PutAsync(Turn));
        await story.StandsAsync();
    }

    [Theory]
    [InlineData(Plain)]
    [InlineData("Rain fell in Budapest on Tuesday.")]
    [InlineData("Hungary supports Sweden's NATO membership.")]
    public async Task What_the_rules_are_sure_of_is_not_asked_about(string text)
    {
        await using var story = await Story.StartAsync(azurite);
        story.Model.Answer = LoopbackModel.Says("veto", "no", text);
        await story.ReadAsync(await story.PutAsync(text));
        Assert.Empty(story.Model.Requests);
        Assert.Equal(text == Plain ? 1 : 0, (await story.Rig.ChangesAsync()).Count);
    }

    [Fact]
    public async Task A_first_polls_article_is_not_asked_about()
    {
        await using var story = await Story.StartAsync(azurite);
        await story.ReadAsync(await story.PutAsync(Turn, quiet: true));
        Assert.Empty(story.Model.Requests);
    }

    [Fact]
    public async Task Off_as_it_is_by_default_no_request_is_made()
    {
        await using var story = await Story.StartAsync(azurite);
        story.Model.Answer = LoopbackModel.Says("veto", "The sentence is about the past.", "After months of refusing");
        story.Restart(enabled: false);
        Assert.False(new OpinionOptions().Enabled);
        Assert.Null(story.Rig.Get<OpinionModel>().Chat);
        await story.ReadAsync(await story.PutAsync(Turn));

        Assert.Null(Assert.Single((await story.ChangeAsync()).Sources).Opinion);
        Assert.Empty(story.Model.Requests);
    }

    [Fact]
    public async Task Two_workers_that_hear_different_things_keep_the_first_and_agree()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var story = await Story.StartAsync(azurite);
        var both = new TaskCompletionSource();
        var asked = 0;
        story.Model.Answer = async context =>
        {
            var mine = Interlocked.Increment(ref asked);
            if (mine == 2)
                both.SetResult();
            await both.Task;
            await (mine == 1
                ? LoopbackModel.Says("veto", "no", "After months of refusing")
                : LoopbackModel.Says("agree", "yes", "it now supports Sweden's NATO membership"))(context);
        };
        var article = await story.PutAsync(Turn);
        await using var other = story.Rig.Another();
        await Task.WhenAll(story.Rig.Get<SignalDetection>().RunAsync(new(article), cancellation), other.GetRequiredService<SignalDetection>().RunAsync(new(article), cancellation));

        var kept = Assert.Single((await story.Rig.Get<ArticleStore>().FindAsync(article, cancellation))!.Judgements.Values.Distinct()); // it was put above
        Assert.Equal(kept.Verdict == Verdict.Veto ? 0 : 1, (await story.Rig.ChangesAsync()).Count);
    }

    [Theory]
    [InlineData("veto", 0)]
    [InlineData("agree", 1)]
    public async Task A_new_version_that_mends_a_typo_is_not_judged_anew(string verdict, int changes)
    {
        await using var story = await Story.StartAsync(azurite);
        story.Model.Answer = LoopbackModel.Says(verdict, "So it is.", "After months of refusing");
        var article = await story.PutAsync(Turn);
        await story.ReadAsync(article);
        await story.ReviseAsync(article, Turn.Replace("Tuesday", "Monday", StringComparison.Ordinal));
        await story.ReadAsync(article);

        Assert.Single(story.Model.Requests);
        Assert.Equal(changes, (await story.Rig.ChangesAsync()).Count);
    }

    /// <summary>A pipeline that reads with the shipped detector and asks a model on loopback.</summary>
    private sealed class Story(PipelineRig rig, LoopbackModel model) : IAsyncDisposable
    {
        public PipelineRig Rig => rig;

        public LoopbackModel Model => model;

        public ListedLogs Logs { get; } = new();

        public static async Task<Story> StartAsync(AzuriteFixture azurite)
        {
            var story = new Story(await PipelineRig.StartAsync(azurite), await LoopbackModel.StartAsync());
            story.Rig.Reader = input => Detector.Detect(input);
            story.Rig.Logs = story.Logs;
            story.Rig.Set("Opinion:Endpoint", story.Model.Endpoint);
            story.Rig.Set("Opinion:Model", "small");
            story.Rig.Set("Opinion:ApiKey", "key-of-the-test");
            story.Rig.Set("Opinion:Timeout", "00:00:10");
            story.Restart(enabled: true);
            return story;
        }

        public void Restart(bool enabled)
        {
            Rig.Set("Opinion:Enabled", enabled ? "true" : "false");
            Rig.Restart();
        }

        public async Task<string> PutAsync(string text, bool quiet = false)
        {
            var now = Rig.Time.GetUtcNow();
            var article = new Article(Ids.Article("https://one.example/a"), Ids.Feed("https://one.example/"), "The Courier", "A headline", "https://one.example/a", now, now, "en", TextSketch.Of(text).ToString(), quiet) { Version = "1" };
            await Rig.Get<ArticleTexts>().PutAsync(article.TextName, text, TestContext.Current.CancellationToken);
            Assert.True(await Rig.Get<ArticleStore>().TryInsertAsync(article, TestContext.Current.CancellationToken));
            return article.Id;
        }

        public async Task ReviseAsync(string articleId, string text)
        {
            Rig.Time.Advance(TimeSpan.FromHours(1));
            var known = (await Rig.Get<ArticleStore>().FindAsync(articleId, TestContext.Current.CancellationToken))!; // it was put before
            var version = known with { Version = "2", FirstSeen = Rig.Time.GetUtcNow() };
            await Rig.Get<ArticleTexts>().PutAsync(version.TextName, text, TestContext.Current.CancellationToken);
            Assert.True(await Rig.Get<ArticleStore>().TryReviseAsync(version, TestContext.Current.CancellationToken));
        }

        public Task ReadAsync(string articleId) => Rig.New<DetectSignals>().RunAsync(new(articleId), TestContext.Current.CancellationToken);

        public async Task<Signal> ChangeAsync()
        {
            var change = Assert.Single(await Rig.ChangesAsync());
            Assert.Equal(("Hungary", Position.Favor), (change.Actor, change.To));
            return change;
        }

        /// <summary>The change stands as if nobody had been asked.</summary>
        public async Task<Judgement> StandsAsync()
        {
            var judgement = Assert.Single((await ChangeAsync()).Sources).Opinion;
            Assert.Equal(Verdict.None, judgement?.Verdict);
            return judgement!; // its verdict was just read
        }

        public async Task AssertNothingAsync()
        {
            Assert.Empty(await Rig.ChangesAsync());
            Assert.Null(await Rig.Get<LedgerStore>().FindAsync(Hungary, TestContext.Current.CancellationToken));
            Assert.Null((await Rig.Queue(QueueNames.Signals).PeekMessageAsync()).Value);
        }

        public async ValueTask DisposeAsync()
        {
            await model.DisposeAsync();
            await rig.DisposeAsync();
            Logs.Dispose();
        }
    }

    private sealed class ListedLogs : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(EventId Id, string Text)> Entries { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Enqueue((eventId, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
