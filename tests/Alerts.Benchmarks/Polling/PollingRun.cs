using System.Diagnostics;
using System.Globalization;
using Alerts.Local.Storage;
using Alerts.Pipeline;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Storage;
using Azure.Core.Pipeline;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Benchmarks.Polling;

/// <summary>Rounds of polls: the first, of everything; one that brings nothing; one in which a tenth of the feeds has something new.</summary>
internal static class PollingRun
{
    internal static async Task<int> RunAsync(int feeds, int entries, int workers, CancellationToken cancellation)
    {
        var program = await AzuriteInstallation.OfUser().FindOrInstallAsync(Console.WriteLine, cancellation);
        await using var azurite = await AzuriteServer.StartAsync(program, AzuritePorts.AnyFree, null, [], _ => { }, cancellation);
        await using var publisher = await BenchmarkPublisher.StartAsync(feeds, entries);
        var (time, count) = (new LaterTime(), new StorageCount());
        await using var services = Services(AzuriteAccount.Development.ConnectionString(azurite.Ports), time, count);
        await services.GetRequiredService<StorageSetup>().StartAsync(cancellation);
        var store = services.GetRequiredService<FeedStore>();
        for (var feed = 0; feed < feeds; feed++)
            await store.AddAsync(publisher.Url(feed), null, time.GetUtcNow(), cancellation);

        Print($"{feeds} feeds of {entries} entries on {(feeds + 7) / 8} hosts, {workers} workers, Azurite in memory, {Environment.ProcessorCount} processors");
        await RoundAsync("first", services, publisher, count, workers, cancellation);
        time.Later += TimeSpan.FromDays(2);
        await RoundAsync("unchanged", services, publisher, count, workers, cancellation);
        publisher.Edition = feed => feed % 10 == 0 ? 1 : 0;
        time.Later += TimeSpan.FromDays(2);
        await RoundAsync("tenth-new", services, publisher, count, workers, cancellation);
        return 0;
    }

    private static async Task RoundAsync(string name, ServiceProvider services, BenchmarkPublisher publisher, StorageCount count, int workers, CancellationToken cancellation)
    {
        publisher.Take();
        count.Take();
        var (watch, peak) = (Stopwatch.StartNew(), 0L);
        var due = await services.GetRequiredService<FeedPolling>().RunAsync(cancellation);
        var sent = watch.Elapsed;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            while (await WorkAsync(services, cancellation))
                InterlockedMax(ref peak, Environment.WorkingSet);
        }));
        watch.Stop();
        var (requests, bytes) = publisher.Take();
        var transactions = count.Take();
        var all = (await services.GetRequiredService<FeedStore>().AllAsync(cancellation)).Count(feed => feed is { Failures: 0, Queued: null, LastSuccess: not null });
        GC.Collect();

        Print($"polling.{name}.polls {requests} of {due} due, {all} well");
        Print($"polling.{name}.polls-per-second {requests / watch.Elapsed.TotalSeconds:0.0} ({sent.TotalSeconds:0.0} s of {watch.Elapsed.TotalSeconds:0.0} s to send for them)");
        Print($"polling.{name}.transactions-per-poll {(double)transactions.Values.Sum() / requests:0.00}: {string.Join(", ", transactions.OrderByDescending(kind => kind.Value).Select(kind => FormattableString.Invariant($"{kind.Key} {(double)kind.Value / requests:0.00}")))}");
        Print($"polling.{name}.bytes-per-poll {bytes / requests}");
        Print($"polling.{name}.memory {peak / 1e6:0} MB at most, {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB of objects after");
    }

    private static async Task<bool> WorkAsync(ServiceProvider services, CancellationToken cancellation)
    {
        var queue = services.GetRequiredService<MessageQueues>().Queue(QueueNames.Feeds);
        if ((await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(10), cancellation)).Value is not QueueMessage message)
            return false;
        var feeds = System.Text.Json.JsonSerializer.Deserialize<FeedsMessage>(message.Body, System.Text.Json.JsonSerializerOptions.Web);
        if (feeds is not null)
            await services.GetRequiredService<FeedIntake>().RunAsync(feeds, cancellation);
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellation);
        return true;
    }

    private static ServiceProvider Services(string storage, TimeProvider time, StorageCount count)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage,
            ["PublicBaseUrl"] = "http://127.0.0.1:7071",
            ["Polling:AllowLoopback"] = "true",
            // What a pause costs is known: it is the pause.
            ["Polling:HostPause"] = "00:00:00",
        };
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddSingleton<HttpPipelinePolicy>(count)
            .AddAlerts(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var known = Volatile.Read(ref most); value > known; known = Volatile.Read(ref most))
        {
            if (Interlocked.CompareExchange(ref most, value, known) == known)
                return;
        }
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>The real clock, set forward between the rounds.</summary>
    private sealed class LaterTime : TimeProvider
    {
        public TimeSpan Later { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Later;
    }
}
