using Alerts.Local.Runtime;
using Alerts.Local.Runtime.Queues;
using Alerts.Tests.Azurite;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Alerts.Tests.Local.Runtime;

public sealed class QueueListenerTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_reaches_its_function_as_a_record_and_is_deleted()
    {
        var account = await azurite.NewAccountAsync();
        var queue = await QueueAsync(account, "from-a-setting");
        await queue.SendMessageAsync("""{"DISH": "soup", "count": 2}""", Cancellation);

        await using var run = await LocalRun.StartAsync(
            account, [typeof(TakeOrder)], configuration: new() { ["OrderQueue"] = "from-a-setting" });

        Assert.Equal(new Order("soup", 2), await run.Probe.NextAsync());
        Assert.Equal(204, (await run.Storage.WaitForAsync(request => request.IsDelete)).Status);
    }

    [Fact]
    public async Task A_message_is_leased_for_ten_minutes_whatever_visibilityTimeout_says()
    {
        var account = await azurite.NewAccountAsync();
        await QueueAsync(account);

        await using var run = await LocalRun.StartAsync(account, [typeof(TakeText)], VisibilityTimeout(TimeSpan.FromSeconds(30)));

        var receive = await run.Storage.WaitForAsync(request => request.IsReceive);
        Assert.Equal("600", receive.Visibility);
        Assert.Contains("numofmessages=8", receive.Uri.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_message_is_given_back_for_the_time_visibilityTimeout_says()
    {
        var account = await azurite.NewAccountAsync();
        var queue = await QueueAsync(account);
        await queue.SendMessageAsync("soup", Cancellation);

        await using var run = await LocalRun.StartAsync(
            account, [typeof(TakeText)], VisibilityTimeout(TimeSpan.FromSeconds(30)), prepare: AlwaysFails);

        var update = await run.Storage.WaitForAsync(request => request.IsUpdate);
        Assert.Equal((204, "30"), (update.Status, update.Visibility));
    }

    [Fact]
    public async Task After_maxDequeueCount_failures_a_copy_lies_in_the_poison_queue_and_the_message_is_gone()
    {
        var account = await azurite.NewAccountAsync();
        var queue = await QueueAsync(account);
        await queue.SendMessageAsync("söup", Cancellation);

        await using var run = await LocalRun.StartAsync(account, [typeof(TakeText)], prepare: AlwaysFails);
        await run.Probe.NextAsync(3);
        await run.Storage.WaitForAsync(request => request.IsDelete);

        Assert.Equal(3, run.Probe.Calls);
        Assert.Equal("söup", (await PoisonOf(account).ReceiveMessageAsync(cancellationToken: Cancellation)).Value.MessageText);
        Assert.Equal(0, (await queue.GetPropertiesAsync(Cancellation)).Value.ApproximateMessagesCount);
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("bm90IGpzb24=")]
    [InlineData("bnVsbA==")]
    [InlineData("/////w==")]
    public async Task A_message_that_cannot_be_read_goes_to_the_poison_queue_as_it_is_without_a_try(string text)
    {
        var account = await azurite.NewAccountAsync();
        var raw = new QueueServiceClient(account.ConnectionString);
        await QueueAsync(account);
        await raw.GetQueueClient("orders").SendMessageAsync(text, Cancellation);

        await using var run = await LocalRun.StartAsync(
            account, [typeof(TakeOrder)], configuration: new() { ["OrderQueue"] = "orders" });
        await run.Storage.WaitForAsync(request => request.IsDelete);

        Assert.Equal(0, run.Probe.Calls);
        Assert.Equal(text, (await raw.GetQueueClient("orders-poison").ReceiveMessageAsync(cancellationToken: Cancellation)).Value.MessageText);
    }

    [Fact]
    public async Task A_message_left_over_by_a_runner_that_died_on_its_last_try_is_poison_at_once()
    {
        var account = await azurite.NewAccountAsync();
        var queue = await QueueAsync(account);
        await queue.SendMessageAsync("soup", Cancellation);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var died = (await queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value;
            await queue.UpdateMessageAsync(died.MessageId, died.PopReceipt, cancellationToken: Cancellation);
        }

        await using var run = await LocalRun.StartAsync(account, [typeof(TakeText)]);
        await run.Storage.WaitForAsync(request => request.IsDelete);

        Assert.Equal(0, run.Probe.Calls);
        Assert.Equal("soup", (await PoisonOf(account).ReceiveMessageAsync(cancellationToken: Cancellation)).Value.MessageText);
    }

    [Fact]
    public async Task A_new_batch_is_taken_at_newBatchThreshold_so_that_both_together_run_at_once()
    {
        var account = await azurite.NewAccountAsync();
        var queue = await QueueAsync(account);
        for (var number = 0; number < 12; number++)
            await queue.SendMessageAsync($"{number}", Cancellation);

        using var gate = new SemaphoreSlim(0);
        await using var run = await LocalRun.StartAsync(
            account,
            [typeof(TakeText)],
            LocalRun.Host with { Queues = LocalRun.Host.Queues with { BatchSize = 4, NewBatchThreshold = 2 } },
            prepare: probe => probe.Act = (_, cancellation) => gate.WaitAsync(cancellation));

        await run.Probe.NextAsync(4);
        Assert.Single(run.Storage.Heard, request => request.IsReceive);

        gate.Release(2);
        await run.Probe.NextAsync(4);
        gate.Release(10);
        await run.Probe.NextAsync(4);

        Assert.Equal(6, run.Probe.MostAtOnce);
    }

    [Fact]
    public async Task A_lease_is_renewed_at_half_time_while_the_function_runs_and_the_last_receipt_deletes()
    {
        var account = await azurite.NewAccountAsync();
        var queue = await QueueAsync(account);
        await queue.SendMessageAsync("soup", Cancellation);
        var time = new FakeTimeProvider();
        var finish = new TaskCompletionSource();

        await using var run = await LocalRun.StartAsync(account, [typeof(TakeText)], time: time, prepare: probe => probe.Act = (_, _) => finish.Task);
        await run.Probe.NextAsync();
        Assert.DoesNotContain(run.Storage.Heard, request => request.IsUpdate);

        time.Advance(TimeSpan.FromMinutes(5));
        var first = await run.Storage.WaitForAsync(request => request.IsUpdate);
        var second = run.Storage.WaitForAsync(request => request.IsUpdate && request != first);
        while (!second.IsCompleted)
        {
            // The next half begins some moments after the answer: nudge until it is there.
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(second, Task.Delay(20, Cancellation));
        }

        finish.SetResult();
        Assert.Equal((204, "600"), (first.Status, first.Visibility));
        Assert.Equal((204, "600"), ((await second).Status, (await second).Visibility));
        Assert.Equal(204, (await run.Storage.WaitForAsync(request => request.IsDelete)).Status);
    }

    [Fact]
    public async Task A_message_whose_lease_ran_out_is_left_to_the_runner_that_took_it()
    {
        var account = await azurite.NewAccountAsync();
        var queue = await QueueAsync(account);
        await queue.SendMessageAsync("soup", Cancellation);
        var finish = new TaskCompletionSource();

        // The clock stands still, so nothing is renewed, while storage's own runs on.
        await using var run = await LocalRun.StartAsync(
            account,
            [typeof(TakeText)],
            settings: RuntimeSettings.Default with { MessageLease = TimeSpan.FromSeconds(1) },
            time: new FakeTimeProvider(),
            prepare: probe => probe.Act = (_, _) => finish.Task);
        await run.Probe.NextAsync();
        Azure.Storage.Queues.Models.QueueMessage? taken = null;
        while (taken is null)
            taken = (await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(1), Cancellation)).Value;

        finish.SetResult();
        await run.Storage.WaitForAsync(request => request.IsDelete && request.Status is 400 or 404);
        Assert.Equal(204, (await queue.DeleteMessageAsync(taken.MessageId, taken.PopReceipt, Cancellation)).Status);
    }

    [Fact]
    public async Task Stopping_lets_a_running_message_finish_and_takes_no_other()
    {
        var account = await azurite.NewAccountAsync();
        var queue = await QueueAsync(account);
        await queue.SendMessageAsync("first", Cancellation);
        var finish = new TaskCompletionSource();
        await using var run = await LocalRun.StartAsync(
            account,
            [typeof(TakeText)],
            LocalRun.Host with { Queues = LocalRun.Host.Queues with { BatchSize = 1, NewBatchThreshold = 0 } },
            prepare: probe => probe.Act = (_, cancellation) => finish.Task.WaitAsync(cancellation));
        await run.Probe.NextAsync();
        await queue.SendMessageAsync("second", Cancellation);

        var stopping = run.StopAsync();
        Assert.False(stopping.IsCompleted);
        finish.SetResult();
        await stopping;

        Assert.Single(run.Storage.Heard, request => request.IsDelete && request.Status == 204);
        Assert.Equal("second", (await queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value.MessageText);
        Assert.Equal(1, run.Probe.Calls);
    }

    [Fact]
    public async Task A_function_that_outlasts_the_drain_is_cancelled_and_its_message_is_visible_at_once()
    {
        var account = await azurite.NewAccountAsync();
        var queue = await QueueAsync(account);
        await queue.SendMessageAsync("soup", Cancellation);
        await using var run = await LocalRun.StartAsync(
            account,
            [typeof(TakeText)],
            VisibilityTimeout(TimeSpan.FromMinutes(1)),
            RuntimeSettings.Default with { DrainTimeout = TimeSpan.Zero },
            prepare: probe => probe.Act = (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, cancellation));
        await run.Probe.NextAsync();

        await run.StopAsync();

        Assert.Equal("soup", (await queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value.MessageText);
    }

    [Fact]
    public async Task Messages_that_arrive_with_the_stop_are_given_back_untried()
    {
        var account = await azurite.NewAccountAsync();
        var queue = await QueueAsync(account);
        await queue.SendMessageAsync("soup", Cancellation);
        using var stop = new CancellationTokenSource();
        var requests = new StorageRequests { Answered = request => { if (request.IsReceive) stop.Cancel(); } };
        var probe = new Probe();
        await using var services = new ServiceCollection().AddSingleton(probe).BuildServiceProvider();
        var listener = new QueueListener(
            FunctionCatalog.Find([typeof(TakeText)]).Queues[0],
            "orders",
            LocalRun.StorageOf(account, requests).Queues,
            LocalRun.Host,
            RuntimeSettings.Default,
            new FunctionInvoker(services.GetRequiredService<IServiceScopeFactory>()),
            TimeProvider.System,
            NullLogger<QueueListener>.Instance);

        await listener.RunAsync(stop.Token, CancellationToken.None);

        Assert.Equal(0, probe.Calls);
        Assert.Equal("soup", (await queue.ReceiveMessageAsync(cancellationToken: Cancellation)).Value.MessageText);
    }

    [Fact]
    public async Task A_queue_that_does_not_exist_yet_is_looked_for_until_it_does()
    {
        var account = await azurite.NewAccountAsync();
        await using var run = await LocalRun.StartAsync(account, [typeof(TakeText)]);
        await run.Storage.WaitForAsync(request => request.IsReceive && request.Status == 404);

        await (await QueueAsync(account)).SendMessageAsync("soup", Cancellation);

        Assert.Equal("soup", await run.Probe.NextAsync());
    }

    private static void AlwaysFails(Probe probe) => probe.Act = (_, _) => throw new InvalidOperationException("burnt");

    private static HostSettings VisibilityTimeout(TimeSpan timeout) =>
        LocalRun.Host with { Queues = LocalRun.Host.Queues with { VisibilityTimeout = timeout } };

    private static QueueClient PoisonOf(TestAccount account) => account.Queues.GetQueueClient("orders-poison");

    private static async Task<QueueClient> QueueAsync(TestAccount account, string name = "orders")
    {
        var queue = account.Queues.GetQueueClient(name);
        await queue.CreateAsync(cancellationToken: Cancellation);
        return queue;
    }
}
