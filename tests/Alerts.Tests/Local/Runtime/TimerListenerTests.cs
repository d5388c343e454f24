using Alerts.Local.Runtime;
using Alerts.Local.Runtime.Timers;
using Alerts.Tests.Azurite;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Alerts.Tests.Local.Runtime;

public sealed class TimerListenerTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 30, TimeSpan.Zero);

    [Fact]
    public async Task A_timer_runs_at_the_times_of_the_setting_it_names()
    {
        var account = await azurite.NewAccountAsync();
        var time = new FakeTimeProvider(Noon);
        await using var run = await LocalRun.StartAsync(
            account, [typeof(Tick)], time: time, configuration: new() { ["TickSchedule"] = "0 */5 * * * *" });

        var info = await AdvanceUntilAsync(time, run.Probe);

        Assert.Equal(Noon.AddMinutes(5).UtcDateTime.AddSeconds(-30), time.GetUtcNow().UtcDateTime);
        Assert.False(info.IsPastDue);
        Assert.Equal(default(DateTime), info.ScheduleStatus?.Last);
        Assert.Equal(new DateTime(2026, 11, 23, 12, 5, 0), info.ScheduleStatus?.Next);
    }

    [Fact]
    public async Task A_run_missed_while_nobody_was_here_is_made_up_for_once_and_marked_past_due()
    {
        var account = await azurite.NewAccountAsync();
        var time = new FakeTimeProvider(Noon);
        await RunBrieflyAsync(account, "0 */5 * * * *", time);

        time.Advance(TimeSpan.FromMinutes(23));
        var probe = await RunBrieflyAsync(account, "0 */5 * * * *", time);

        var info = Assert.IsType<TimerInfo>(await probe.NextAsync());
        Assert.True(info.IsPastDue);
        Assert.Equal(new DateTime(2026, 11, 23, 12, 5, 0), info.ScheduleStatus?.Next);
        Assert.Equal(1, probe.Calls);

        var remembered = await new TimerRecords(account.Blobs).ReadAsync("Tick", TestContext.Current.CancellationToken);
        Assert.Equal(new DateTime(2026, 11, 23, 12, 25, 0), remembered?.Next);
    }

    [Fact]
    public async Task Another_schedule_than_the_one_remembered_has_missed_nothing()
    {
        var account = await azurite.NewAccountAsync();
        var time = new FakeTimeProvider(Noon);
        await RunBrieflyAsync(account, "0 */5 * * * *", time);

        time.Advance(TimeSpan.FromMinutes(23));

        Assert.Equal(0, (await RunBrieflyAsync(account, "0 0 3 * * *", time)).Calls);
    }

    [Fact]
    public async Task A_timer_of_seconds_is_not_monitored_and_never_past_due()
    {
        var account = await azurite.NewAccountAsync();
        var time = new FakeTimeProvider(Noon);
        await RunBrieflyAsync(account, "*/5 * * * * *", time);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, (await RunBrieflyAsync(account, "*/5 * * * * *", time)).Calls);
        Assert.Null(await new TimerRecords(account.Blobs).ReadAsync("Tick", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_runs_of_one_timer_never_overlap_and_the_one_that_came_due_meanwhile_follows()
    {
        var account = await azurite.NewAccountAsync();
        var time = new FakeTimeProvider(Noon);
        using var gate = new SemaphoreSlim(0);
        await using var run = await LocalRun.StartAsync(
            account,
            [typeof(Tick)],
            time: time,
            configuration: new() { ["TickSchedule"] = "0 * * * * *" },
            prepare: probe => probe.Act = (_, cancellation) => gate.WaitAsync(cancellation));

        await AdvanceUntilAsync(time, run.Probe);
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, run.Probe.Calls);

        gate.Release();
        await run.Probe.NextAsync();
        gate.Release();
        Assert.Equal(1, run.Probe.MostAtOnce);
    }

    [Fact]
    public async Task A_run_that_fails_does_not_end_the_schedule()
    {
        var account = await azurite.NewAccountAsync();
        var time = new FakeTimeProvider(Noon);
        await using var run = await LocalRun.StartAsync(
            account,
            [typeof(Tick)],
            time: time,
            configuration: new() { ["TickSchedule"] = "*/10 * * * * *" },
            prepare: probe => probe.Act = (_, _) => throw new InvalidOperationException("burnt"));

        await AdvanceUntilAsync(time, run.Probe);
        await AdvanceUntilAsync(time, run.Probe);

        Assert.Equal(2, run.Probe.Calls);
    }

    /// <summary>The listener waits on the clock some moments after its start: nudge until the run is there.</summary>
    private static async Task<TimerInfo> AdvanceUntilAsync(FakeTimeProvider time, Probe probe)
    {
        var next = probe.NextAsync();
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAny(next, Task.Delay(30, TestContext.Current.CancellationToken));
        }

        return Assert.IsType<TimerInfo>(await next);
    }

    /// <summary>Starts the timer and stops it as soon as it has looked at what is remembered.</summary>
    private static async Task<Probe> RunBrieflyAsync(TestAccount account, string schedule, TimeProvider time)
    {
        var probe = new Probe();
        await using var services = new ServiceCollection().AddSingleton(probe).BuildServiceProvider();
        var listener = new TimerListener(
            FunctionCatalog.Find([typeof(Tick)]).Timers[0],
            TimerSchedule.Parse(schedule, "Tick"),
            new TimerRecords(new BlobServiceClient(account.ConnectionString)),
            LocalRun.Host,
            new FunctionInvoker(services.GetRequiredService<IServiceScopeFactory>()),
            time,
            NullLogger<TimerListener>.Instance);
        await listener.RunAsync(new CancellationToken(canceled: true), CancellationToken.None);
        return probe;
    }
}
