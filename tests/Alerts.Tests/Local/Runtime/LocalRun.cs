using Alerts.Local.Runtime;
using Alerts.Local.Runtime.Http;
using Alerts.Tests.Azurite;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Tests.Local.Runtime;

/// <summary>The local runtime over some function classes and an account, as the program runs it.</summary>
internal sealed class LocalRun : IAsyncDisposable
{
    internal static readonly HostSettings Host = new(
        new QueueSettings(8, 4, 3, TimeSpan.Zero, TimeSpan.FromMilliseconds(200), Base64: true), "", TimeSpan.FromMinutes(10));

    private readonly WebApplication app;

    private LocalRun(WebApplication app) => this.app = app;

    internal StorageRequests Storage { get; } = new();

    internal Probe Probe { get; } = new();

    internal HttpClient Http { get; } = new();

    internal static async Task<LocalRun> StartAsync(
        TestAccount account,
        Type[] types,
        HostSettings? host = null,
        RuntimeSettings? settings = null,
        TimeProvider? time = null,
        Dictionary<string, string?>? configuration = null,
        Action<Probe>? prepare = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(configuration ?? []);
        builder.Services.AddRouting().AddLogging();
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddFunctionRuntime(
            FunctionCatalog.Find(types), host ?? Host, settings ?? RuntimeSettings.Default, account.ConnectionString);

        LocalRun? run = null;
        builder.Services.AddSingleton(_ => run?.Probe ?? throw new InvalidOperationException("not started"));
        builder.Services.AddSingleton(_ => StorageOf(account, run?.Storage ?? throw new InvalidOperationException("not started")));
        var app = builder.Build();
        run = new LocalRun(app);
        prepare?.Invoke(run.Probe);
        app.Services.GetRequiredService<FunctionEndpoints>().Map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        run.Http.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.First()
            ?? throw new InvalidOperationException("Kestrel has no address"));
        return run;
    }

    internal static RuntimeStorage StorageOf(TestAccount account, StorageRequests requests)
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        options.AddPolicy(requests, HttpPipelinePosition.PerCall);
        return new RuntimeStorage(new QueueServiceClient(account.ConnectionString, options), new BlobServiceClient(account.ConnectionString));
    }

    internal Task StopAsync() => app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
    }
}
