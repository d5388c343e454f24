using System.Text.Json;
using Alerts.Detection;
using Alerts.Functions;
using Alerts.Pipeline;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Polling;
using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;
using Alerts.Tests.Azurite;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Signal = Alerts.Pipeline.Signals.Signal;

namespace Alerts.Tests.Pipeline;

/// <summary>The whole pipeline in an account of its own, driven by hand: its function classes are called as the host calls them.</summary>
internal sealed class PipelineRig : IAsyncDisposable
{
    private static readonly JsonSerializerOptions HostJson = new(JsonSerializerDefaults.Web);
    private readonly TestAccount account;
    private readonly Dictionary<string, string?> settings;
    private ServiceProvider services;

    private PipelineRig(TestAccount account, FakeTimeProvider? time)
    {
        this.account = account;
        Time = time ?? new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        Outbox = Directory.CreateTempSubdirectory("alerts-outbox-").FullName;
        settings = new()
        {
            ["AzureWebJobsStorage"] = account.ConnectionString,
            ["PublicBaseUrl"] = "http://127.0.0.1:7071",
            ["Mail:From"] = "Alerts <alerts@example.org>",
            ["Mail:PostalAddress"] = "1 Example Street",
            ["Mail:OutboxPath"] = Outbox,
            ["Mail:JoinWithin"] = "00:00:00",
            ["Polling:AllowLoopback"] = "true",
            ["Polling:HostPause"] = "00:00:00",
        };
        services = Build(null);
    }

    public FakeTimeProvider Time { get; }

    /// <summary>Sees every request to storage from the next start on.</summary>
    public HttpPipelinePolicy? Storage { get; set; }

    public string Connection => account.ConnectionString;

    public string Outbox { get; }

    /// <summary>What reads the articles from the next start on.</summary>
    public ReadText Reader { get; set; } = Script.Read;

    /// <summary>Where log entries go from the next start on.</summary>
    public ILoggerProvider? Logs { get; set; }

    /// <summary>In place of the outbox from the next start on.</summary>
    public IMailProvider? Mailer { get; set; }

    public static async Task<PipelineRig> StartAsync(AzuriteFixture azurite, FakeTimeProvider? time = null)
    {
        var rig = new PipelineRig(await azurite.NewAccountAsync(), time);
        await rig.Get<StorageSetup>().StartAsync(CancellationToken.None);
        return rig;
    }

    public IServiceProvider Services => services;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public QueueClient Queue(string name) => account.Queues.GetQueueClient(name);

    /// <summary>A setting, from the next start on.</summary>
    public void Set(string key, string value) => settings[key] = value;

    /// <summary>A process ends and another starts.</summary>
    public void Restart(Crash? crash = null)
    {
        services.Dispose();
        services = Build(crash);
    }

    /// <summary>A second process beside this one.</summary>
    public ServiceProvider Another() => Build(null);

    public async Task<string> FollowAsync(string feedUrl) => await Get<FeedStore>().AddAsync(feedUrl, null, Time.GetUtcNow(), CancellationToken.None);

    public async Task<string> SubscribeAsync(string address, params Watch[] watches) =>
        await Get<Enrolment>().EnrolAsync(address, [.. watches.Select(watch => new Wish(watch))], CancellationToken.None);

    /// <summary>Polls everything, however long it would wait, and works until the queues are empty.</summary>
    public async Task RunAsync()
    {
        Time.Advance(TimeSpan.FromDays(1.1));
        await PollAsync();
        await DrainAsync();
    }

    public async Task PollAsync() => await New<PollFeeds>().RunAsync(new TimerInfo(), CancellationToken.None);

    public async Task SendDigestsAsync() => await New<SendDigests>().RunAsync(new TimerInfo(), CancellationToken.None);

    public async Task RecoverAsync() => await New<RecoverWork>().RunAsync(new TimerInfo(), CancellationToken.None);

    public async Task DrainAsync()
    {
        while (await StepAsync())
        {
        }
    }

    /// <summary>Works off one message of the queue <c>feeds</c>.</summary>
    public Task<bool> StepFeedsAsync() => HandleAsync<FeedsMessage>(QueueNames.Feeds, New<FetchFeeds>().RunAsync);

    /// <summary>Works off one message of the queue <c>signals</c>.</summary>
    public Task<bool> NotifyAsync() => HandleAsync<SignalMessage>(QueueNames.Signals, New<NotifySubscribers>().RunAsync);

    /// <summary>Works off one message of each queue that has one.</summary>
    public async Task<bool> StepAsync()
    {
        var worked = await StepFeedsAsync();
        worked |= await HandleAsync<HubsMessage>(QueueNames.Hubs, New<AskHubs>().RunAsync);
        worked |= await HandleAsync<PagesMessage>(QueueNames.Pages, New<FetchPages>().RunAsync);
        worked |= await HandleAsync<ArticleMessage>(QueueNames.Articles, New<DetectSignals>().RunAsync);
        worked |= await NotifyAsync();
        worked |= await HandleAsync<EmailsMessage>(QueueNames.Emails, New<SendEmails>().RunAsync);
        worked |= await HandleAsync<LinkMessage>(QueueNames.Links, New<SendLinks>().RunAsync);
        return worked;
    }

    public async Task<IReadOnlyList<MimeMessage>> MailsAsync()
    {
        var mails = new List<MimeMessage>();
        foreach (var file in Directory.EnumerateFiles(Outbox, "*.eml"))
            mails.Add(await MimeMessage.LoadAsync(file));
        return mails;
    }

    public async Task<IReadOnlyList<Signal>> ChangesAsync()
    {
        var changes = new List<Signal>();
        await foreach (var signal in Get<SignalStore>().RecentAsync(Time.GetUtcNow(), 12, CancellationToken.None))
            changes.Add(signal);
        return changes;
    }

    public async Task<IReadOnlyList<string>> PoisonAsync(string queue) =>
        [.. (await Queue(QueueNames.Poison(queue)).PeekMessagesAsync(32)).Value.Select(message => message.Body.ToString())];

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(Outbox, recursive: true);
    }

    public T New<T>() => ActivatorUtilities.CreateInstance<T>(services);

    private async Task<bool> HandleAsync<T>(string queue, Func<T, CancellationToken, Task> handle)
    {
        var client = Queue(queue);
        if ((await client.ReceiveMessageAsync(TimeSpan.FromMinutes(10))).Value is not QueueMessage message)
            return false;
        try
        {
            await handle(JsonSerializer.Deserialize<T>(message.Body.ToString(), HostJson)!, CancellationToken.None); // the host refuses null
        }
        catch (CrashException)
        {
            // The process is gone and its lease with it.
            await client.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero);
            throw;
        }

        await client.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        return true;
    }

    private ServiceProvider Build(Crash? crash)
    {
        var builder = new ServiceCollection();
        builder.AddLogging(logging =>
        {
            if (Logs is { } logs)
                logging.AddProvider(logs);
        });
        builder.AddSingleton<TimeProvider>(Time);
        builder.AddSingleton<ReadText>(input => Reader(input));
        builder.AddSingleton(new Detector(DetectionData.Shipped));
        builder.AddSingleton(new TopicSlots(new HashSet<string> { "eu-accession" }));
        if (Mailer is { } mailer)
            builder.AddSingleton(mailer);
        if (crash is not null)
            builder.AddSingleton<HttpPipelinePolicy>(crash);
        if (Storage is { } storage)
            builder.AddSingleton(storage);
        builder.AddAlerts(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return builder.BuildServiceProvider();
    }
}
