using System.Runtime.InteropServices;
using Alerts.Local.Configuration;
using Alerts.Local.Display;
using Alerts.Local.Outbox;
using Alerts.Local.Runtime;
using Alerts.Local.Runtime.Http;
using Alerts.Local.Sample;
using Alerts.Local.Storage;
using Alerts.Pipeline;
using Alerts.Pipeline.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Alerts.Local;

/// <summary>One local run, from settings to the end of the drain.</summary>
internal sealed class Application(LocalOptions options, ConsoleLines lines, TimeProvider time)
{
    private const int DefaultPort = 7071;

    private bool IsSample => options.Feeds.Count == 0;

    /// <returns>The exit code: 0 after a stop, 1 where storage ended under us.</returns>
    /// <exception cref="StartupException">It cannot start.</exception>
    internal async Task<int> RunAsync()
    {
        var root = RepositoryRoot.Find(Directory.GetCurrentDirectory(), AppContext.BaseDirectory);
        var chosen = FeedList.Read(options.Feeds);
        var port = LoopbackPort.Choose(options.Port ?? DefaultPort);
        var configuration = Settings(root, port);
        var host = HostSettings.Read(Path.Combine(root, "host.json"), configuration);
        var settings = RuntimeSettings.Read(configuration);
        var catalog = FunctionCatalog.OfThisApp();

        using var stopping = new StopSignals();
        await using var storage = await LocalStorage.OpenAsync(
            configuration["AzureWebJobsStorage"] ?? "UseDevelopmentStorage=true",
            options.AzuritePort is { } first ? AzuritePorts.From(first) : null,
            IsSample ? null : Path.Combine(root, ".alerts", "azurite"),
            AzuriteInstallation.OfUser(),
            report => lines.Write("storage", "grey", report),
            stopping.Token);
        configuration["AzureWebJobsStorage"] = storage.ConnectionString;

        var leftovers = storage.OutlivesRun ? new SampleLeftovers(storage.ConnectionString) : null;
        if (leftovers is not null)
            await leftovers.ClearAsync(stopping.Token);
        var before = IsSample && leftovers is not null ? await leftovers.ListAsync(stopping.Token) : null;

        var address = $"http://127.0.0.1:{port}";
        var sample = IsSample ? new SampleSite(address, new SampleEditions(SampleArticle.LoadAll(), settings.SampleGap, time)) : null;
        await using var app = Build(configuration, address, catalog, host, settings, storage.ConnectionString, sample, chosen);
        app.Services.GetRequiredService<FunctionEndpoints>().Map(app);
        OutboxPages.Map(app, new OutboxFolder(configuration["Mail:OutboxPath"] ?? "outbox"));
        sample?.Map(app);
        await StartAsync(app, stopping.Token);
        if (leftovers is not null && before is not null)
            await leftovers.NoteAsync(before, stopping.Token);
        Greet(configuration, storage, settings.SampleGap);

        var ended = await Task.WhenAny(storage.Ended, Task.Delay(Timeout.InfiniteTimeSpan, stopping.Token));
        if (ended == storage.Ended)
            lines.Write("error", "red", $"Azurite ended ({await storage.Ended}): stopping");
        else
            lines.Write("stop", "grey", "Letting running functions finish; Ctrl+C again ends at once");
        await app.StopAsync(CancellationToken.None);
        return ended == storage.Ended ? 1 : 0;
    }

    private static async Task StartAsync(WebApplication app, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (OptionsValidationException wrong)
        {
            throw new StartupException(string.Join(' ', wrong.Failures), wrong);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new StartupException($"{taken.Message}: end the program that has the port, or choose another with --port.", taken);
        }
    }

    private ConfigurationManager Settings(string root, int port)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(SettingsFile.Read(Path.Combine(root, SettingsFile.Sample)));
        configuration.AddInMemoryCollection([new("PublicBaseUrl", $"http://127.0.0.1:{port}")]);
        configuration.AddInMemoryCollection(SettingsFile.Read(Path.Combine(root, SettingsFile.Own)));
        if (IsSample)
            configuration.AddInMemoryCollection([.. SampleSettings.All, new("PublicBaseUrl", $"http://127.0.0.1:{port}")]);
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(options.Settings);
        configuration["Mail:OutboxPath"] = Path.GetFullPath(
            options.Outbox ?? Path.Combine(root, configuration["Mail:OutboxPath"] ?? "outbox"));
        return configuration;
    }

    private WebApplication Build(
        ConfigurationManager configuration,
        string address,
        FunctionCatalog catalog,
        HostSettings host,
        RuntimeSettings settings,
        string storage,
        SampleSite? sample,
        IReadOnlyList<FeedChoice> chosen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseKestrelCore().UseUrls(address);
        builder.Logging.AddProvider(new ActivityLog(lines));
        builder.Logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("System", LogLevel.Warning)
            .AddFilter("Polly", LogLevel.Error)
            .AddFilter("Azure", LogLevel.Error);
        builder.Services.AddSingleton(time);
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(hosting => hosting.ShutdownTimeout = settings.DrainTimeout + TimeSpan.FromSeconds(5));
        builder.Services.AddAlerts(builder.Configuration);
        builder.Services.AddSingleton(sample is null
            ? new Seeds(chosen, null, [])
            : new Seeds(
                [.. SampleOutlet.All.Select(outlet => new FeedChoice(sample.FeedUrl(outlet), outlet.Name))],
                SampleSettings.Reader,
                SampleSettings.Wishes));
        builder.Services.AddHostedService<Seeding>();
        builder.Services.AddFunctionRuntime(catalog, host, settings, storage);
        return builder.Build();
    }

    private void Greet(ConfigurationManager configuration, LocalStorage storage, TimeSpan gap)
    {
        var home = configuration["PublicBaseUrl"]?.TrimEnd('/') ?? "";
        lines.Plain("");
        lines.Plain(IsSample
            ? $"Alerts runs its sample: five invented outlets, the later edition some {gap.TotalSeconds} seconds from now. {SampleSettings.Reader} is subscribed and confirmed."
            : $"Alerts runs on {options.Feeds.Count} given with --feeds. The first poll of a feed mails nothing.");
        lines.Link("home", home + "/");
        lines.Link("outbox", home + "/outbox");
        if (IsSample)
            lines.Link("topic", home + "/topics/nato-membership");
        lines.Plain($"  mails go to {configuration["Mail:OutboxPath"]}; storage is {storage.Description}; Ctrl+C stops");
        lines.Plain("");
    }

    /// <summary>The first Ctrl+C or SIGTERM asks for a drain, the second ends the process.</summary>
    private sealed class StopSignals : IDisposable
    {
        private readonly CancellationTokenSource source = new();
        private readonly PosixSignalRegistration[] registrations;
        private int heard;

        internal StopSignals() => registrations =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }
                .Select(signal => PosixSignalRegistration.Create(signal, Hear)),
        ];

        internal CancellationToken Token => source.Token;

        public void Dispose()
        {
            foreach (var registration in registrations)
                registration.Dispose();
            source.Dispose();
        }

        private void Hear(PosixSignalContext context)
        {
            context.Cancel = true;
            if (Interlocked.Increment(ref heard) == 1)
                source.Cancel();
            else
                Environment.Exit(130);
        }
    }
}
