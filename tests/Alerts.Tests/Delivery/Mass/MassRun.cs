using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Alerts.Detection;
using Alerts.Pipeline;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Delivery.SendGrid;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal = Alerts.Pipeline.Signals.Signal;

namespace Alerts.Tests.Delivery.Mass;

/// <summary>One signal to many readers of a topic, through NotifySubscribers and SendEmails, by workers that are ended on the way and started again.</summary>
/// <remarks>An ended worker does nothing more: its requests are aborted where they stand, and its messages come back when their lease ends. All of it on real time.</remarks>
internal sealed class MassRun(string storage, int readers, int kills, int workers, Action<string> tell) : IAsyncDisposable
{
    private static readonly Watch Nato = new(WatchKind.Topic, "nato-membership");
    private static readonly TimeSpan MessageLease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClaimLease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = ClaimLease / 3;

    private readonly ConcurrentDictionary<string, int> transactions = new(StringComparer.Ordinal);
    private readonly HashSet<string> inTheWindow = new(StringComparer.Ordinal);
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private SendGridStandIn? sendGrid;

    private SendGridStandIn Provider => sendGrid ?? throw new InvalidOperationException("The stand-in runs while a run does.");

    private TableServiceClient Tables => new(storage);

    public async ValueTask DisposeAsync()
    {
        if (sendGrid is not null)
            await sendGrid.DisposeAsync();
    }

    public async Task<MassReport> RunAsync(CancellationToken cancellation)
    {
        sendGrid = await SendGridStandIn.StartAsync(keepsRequests: false);
        string signalId;
        await using (var services = Services(cancellation))
        {
            await services.GetRequiredService<StorageSetup>().StartAsync(cancellation);
            await SeedAsync(services, cancellation);
            signalId = await SignalAsync(services, cancellation);
            await services.GetRequiredService<MessageQueues>().SendAsync(new SignalMessage(signalId), cancellation);
        }

        tell($"{readers} readers are subscribed");
        transactions.Clear();
        var watch = Stopwatch.StartNew();
        for (var kill = 1; kill <= kills; kill++)
            await LiveAsync(() => Provider.Book.Count >= (long)readers * kill / (kills + 1), kill, cancellation);
        await LiveAsync(null, kills + 1, cancellation);
        watch.Stop();
        var counted = transactions.ToDictionary(count => count.Key, count => count.Value);
        return await ReportAsync(signalId, counted, watch.Elapsed, cancellation);
    }

    /// <summary>A process lives: until a moment somewhere in what it does, or until there is nothing left to do.</summary>
    private async Task LiveAsync(Func<bool>? ends, int life, CancellationToken cancellation)
    {
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var services = Services(killed.Token);
        // Some lives end just after the provider took a request, before it answers; others at any moment.
        if (ends is not null && life % 2 == 1)
        {
            Provider.AfterTaking = _ => ends() ? killed.CancelAsync() : Task.CompletedTask;
        }

        var working = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(services, killed.Token)));
        while (!killed.IsCancellationRequested && (ends is null ? !await IsDoneAsync(services, cancellation) : !ends() || life % 2 == 1))
            await Task.Delay(100, cancellation);
        await killed.CancelAsync();
        await working;
        // What was on its way to the provider when the process ended may still be taken.
        while (Provider.Underway > 0)
            await Task.Delay(10, cancellation);
        Provider.AfterTaking = null;
        if (ends is null)
            return;
        var booked = Provider.Book.Select(mail => mail.SubscriberId).ToHashSet(StringComparer.Ordinal);
        await foreach (var row in Tables.GetTableClient("Deliveries").QueryAsync<TableEntity>("State eq 'Claimed'", cancellationToken: cancellation))
        {
            if (booked.Contains(row.RowKey))
                inTheWindow.Add(row.RowKey);
        }

        tell($"process {life} ended at {Provider.Book.Count} mails");
    }

    private static async Task WorkAsync(ServiceProvider services, CancellationToken killed)
    {
        while (!killed.IsCancellationRequested)
        {
            try
            {
                var worked = await HandleAsync<SignalMessage>(services, QueueNames.Signals, services.GetRequiredService<ReaderNotification>().RunAsync, killed);
                worked |= await HandleAsync<EmailsMessage>(services, QueueNames.Emails, services.GetRequiredService<MailSending>().RunAsync, killed);
                if (!worked)
                    await Task.Delay(200, killed);
            }
            catch (Exception) when (killed.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static async Task<bool> HandleAsync<T>(ServiceProvider services, string name, Func<T, CancellationToken, Task> handle, CancellationToken killed)
        where T : IMessage
    {
        var queue = services.GetRequiredService<MessageQueues>().Queue(name);
        if ((await queue.ReceiveMessageAsync(MessageLease, killed)).Value is not QueueMessage message)
            return false;
        var read = JsonSerializer.Deserialize<T>(message.Body, JsonSerializerOptions.Web) ?? throw new InvalidOperationException("A message is null.");
        await services.GetRequiredService<MessageHandling>().RunAsync(name, read, handle, killed);
        try
        {
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, killed);
        }
        catch (Azure.RequestFailedException taken) when (taken.Status is 404 or 400)
        {
            // It took longer than its lease and another worker has it: the ledger tells that one what is done.
        }

        return true;
    }

    private static async Task<bool> IsDoneAsync(ServiceProvider services, CancellationToken cancellation)
    {
        foreach (var name in new[] { QueueNames.Signals, QueueNames.Emails })
        {
            if ((await services.GetRequiredService<MessageQueues>().Queue(name).GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount > 0)
                return false;
        }

        return true;
    }

    /// <summary>One reader enrols as people do; the others' rows are that one's with another address.</summary>
    private async Task SeedAsync(ServiceProvider services, CancellationToken cancellation)
    {
        var addresses = services.GetRequiredService<AddressHash>();
        var first = await services.GetRequiredService<Enrolment>().EnrolAsync("r0@example.org", [new Wish(Nato)], cancellation);
        ids.Add(first);
        var (people, watching) = (Tables.GetTableClient("Subscribers"), Tables.GetTableClient("Subscriptions"));
        var (personKey, watchKey) = (Keys.Subscriber(first), Keys.Subscription(Nato.KeyKind, Nato.KeyPart, first));
        var person = (await people.GetEntityAsync<TableEntity>(personKey.Partition, personKey.Row, cancellationToken: cancellation)).Value;
        var watch = (await watching.GetEntityAsync<TableEntity>(watchKey.Partition, watchKey.Row, cancellationToken: cancellation)).Value;
        var (persons, watches) = (new List<TableEntity>(readers), new List<TableEntity>(readers));
        for (var i = 1; i < readers; i++)
        {
            var address = $"r{i}@example.org";
            var id = await addresses.SubscriberAsync(address, cancellation);
            ids.Add(id);
            persons.Add(new(person) { PartitionKey = Keys.Subscriber(id).Partition, RowKey = id, ["Address"] = address });
            watches.Add(new(watch) { RowKey = id });
        }

        await Parallel.ForEachAsync(
            Batches(persons).Select(batch => (people, batch)).Concat(Batches(watches).Select(batch => (watching, batch))),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation },
            async (one, token) => await one.Item1.SubmitTransactionAsync(one.batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), token));
    }

    private static IEnumerable<TableEntity[]> Batches(IEnumerable<TableEntity> rows) => rows.GroupBy(row => row.PartitionKey).SelectMany(partition => partition.Chunk(100));

    private static async Task<string> SignalAsync(ServiceProvider services, CancellationToken cancellation)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var source = new SignalSource(Ids.Article("https://one.example/a"), "feed", "Meridian Wire", "Kyiv drops its bid", "https://one.example/a", now, now, "", new("Ukraine drops its bid.", 0, 22, "active.drop", "drops", null));
        var signal = new Signal(Ids.Of("mass", "signal"), SignalKind.Change, "Ukraine", "nato-membership", "Ukraine", Position.Neutral, now, now, [source]) { Magnitude = Magnitude.Partial, Basis = Basis.Textual };
        await services.GetRequiredService<SignalStore>().TryInsertAsync(signal, cancellation);
        return signal.Id;
    }

    private async Task<MassReport> ReportAsync(string signalId, IReadOnlyDictionary<string, int> counted, TimeSpan took, CancellationToken cancellation)
    {
        var book = Provider.Book.GroupBy(mail => mail.SubscriberId, StringComparer.Ordinal).ToDictionary(mails => mails.Key, mails => mails.Count(), StringComparer.Ordinal);
        var repeated = book.Where(mails => mails.Value > 1).Select(mails => mails.Key).ToList();
        var sent = 0;
        foreach (var partition in Keys.HashPartitions)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {$"{signalId}-{partition}"} and State eq 'Sent'");
            await foreach (var _ in Tables.GetTableClient("Deliveries").QueryAsync<TableEntity>(filter, cancellationToken: cancellation, select: ["RowKey"]))
                sent++;
        }

        return new(
            readers, kills, book.Keys.Count(ids.Contains), book.Keys.Count(id => !ids.Contains(id)), repeated.Count, repeated.Count(id => !inTheWindow.Contains(id)), readers - sent,
            Provider.Requests, counted, took);
    }

    private ServiceProvider Services(CancellationToken killed) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<HttpPipelinePolicy>(new TransactionCount(transactions, killed))
        .AddAlerts(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage,
            ["PublicBaseUrl"] = "http://127.0.0.1:7071",
            ["Mail:Provider"] = "sendgrid",
            ["Mail:SendGrid:ApiKey"] = SendGridStandIn.Key,
            ["Mail:SendGrid:Host"] = Provider.Address.AbsoluteUri,
            ["Mail:From"] = "Alerts <alerts@example.org>",
            ["Mail:PostalAddress"] = "1 Example Street",
            ["Mail:SendGrid:Timeout"] = Patience.ToString(),
            ["Mail:ClaimLease"] = ClaimLease.ToString(),
        }).Build())
        .BuildServiceProvider();
}
