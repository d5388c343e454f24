using System.Diagnostics;
using Alerts.Local.Runtime;
using Alerts.Local.Runtime.Http;
using Alerts.Pipeline;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Alerts.Benchmarks.Pages;

/// <summary>The HTTP functions on loopback, one request at a time on the clock.</summary>
internal sealed class PagesSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private PagesSite(WebApplication app) => this.app = app;

    /// <summary>The request served last.</summary>
    public Served Last { get; private set; } = new(TimeSpan.Zero, TimeSpan.Zero, 0);

    public Uri Address => new(app.Urls.Single());

    public IServiceProvider Services => app.Services;

    public static async Task<PagesSite> StartAsync(string connection, CancellationToken cancellation)
    {
        var clock = new StorageClock();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connection,
            ["PublicBaseUrl"] = "https://alerts.example.org",
            ["Mail:From"] = "Alerts <alerts@example.org>",
            ["Mail:PostalAddress"] = "1 Example Street, Example City",
        });
        builder.Services.AddSingleton<HttpPipelinePolicy>(clock);
        builder.Services.AddAlerts(builder.Configuration);
        builder.Services.AddSingleton(FunctionCatalog.OfThisApp());
        builder.Services.AddSingleton(new HostSettings(new(1, 0, 5, TimeSpan.Zero, TimeSpan.FromSeconds(1), true), "", TimeSpan.FromMinutes(1)));
        builder.Services.AddSingleton<FunctionInvoker>();
        builder.Services.AddSingleton<FunctionEndpoints>();
        var app = builder.Build();
        var site = new PagesSite(app);
        app.Use(async (context, next) =>
        {
            clock.Reset();
            var began = Stopwatch.GetTimestamp();
            context.Response.OnCompleted(() =>
            {
                var (spent, requests) = clock.Read();
                site.Last = new(Stopwatch.GetElapsedTime(began), spent, requests);
                return Task.CompletedTask;
            });
            await next(context);
            await context.Response.CompleteAsync();
        });
        app.Services.GetRequiredService<FunctionEndpoints>().Map(app);
        await app.StartAsync(cancellation);
        return site;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
