using System.Net;
using Alerts.Detection;
using Alerts.Local.Runtime;
using Alerts.Local.Runtime.Http;
using Alerts.Pipeline;
using Alerts.Pipeline.Subscriptions;
using Alerts.Pipeline.Web.Reading;
using Alerts.Tests.Azurite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Alerts.Tests.Web;

/// <summary>The HTTP functions on a real server on loopback, over an account of their own; no timer or queue runs.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    internal const string Origin = "https://alerts.example.org";

    private static readonly Topic[] Topics =
    [
        new("nato-membership", "NATO membership", "the candidate joins NATO", "security"),
        new("security-guarantees", "Security guarantees", "binding guarantees are given", "security"),
        new("ceasefire", "Ceasefire", "the guns fall silent", "peace-talks"),
    ];

    private static readonly Actor[] Actors = [new("Ukraine", "country"), new("Hungary", "country"), new("European Union", "bloc")];

    private readonly WebApplication app;

    private TestSite(WebApplication app, FakeTimeProvider time)
    {
        (this.app, Time) = (app, time);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    internal HttpClient Client { get; }

    internal FakeTimeProvider Time { get; }

    internal IServiceProvider Services => app.Services;

    /// <param name="azurite">The storage.</param>
    /// <param name="reachable">Whether the public address is the server's own, as a browser needs it, or <see cref="Origin"/>.</param>
    /// <param name="services">Services of the test's own.</param>
    internal static async Task<TestSite> StartAsync(
        AzuriteFixture azurite, CancellationToken cancellation, bool reachable = false, Action<IServiceCollection>? services = null)
    {
        var account = await azurite.NewAccountAsync();
        var time = new FakeTimeProvider(Examples.Now);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var address = reachable ? $"http://127.0.0.1:{FreePort()}" : "http://127.0.0.1:0";
        builder.WebHost.UseUrls(address);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = account.ConnectionString,
            ["PublicBaseUrl"] = reachable ? address : Origin,
            ["Mail:From"] = "Alerts <alerts@example.org>",
            ["Mail:PostalAddress"] = "1 Example Street, Example City",
            ["Mail:Provider"] = "outbox",
            ["Mail:OutboxPath"] = Path.Combine(Path.GetTempPath(), account.Name),
        });
        builder.Services.AddSingleton<TimeProvider>(time);
        services?.Invoke(builder.Services);
        builder.Services.AddAlerts(builder.Configuration);
        builder.Services.AddSingleton(new Catalogue(Topics, Actors));
        builder.Services.AddSingleton(FunctionCatalog.OfThisApp());
        builder.Services.AddSingleton(new HostSettings(new(1, 0, 5, TimeSpan.Zero, TimeSpan.FromSeconds(1), true), "", TimeSpan.FromMinutes(1)));
        builder.Services.AddSingleton<FunctionInvoker>();
        builder.Services.AddSingleton<FunctionEndpoints>();
        var app = builder.Build();
        app.Services.GetRequiredService<FunctionEndpoints>().Map(app);
        await app.StartAsync(cancellation);
        return new TestSite(app, time);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    /// <summary>Sends a form as a browser does from our own page.</summary>
    internal Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellation, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", Origin);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        change?.Invoke(request);
        return Client.SendAsync(request, cancellation);
    }

    /// <summary>The id that an address has here.</summary>
    internal Task<string> IdAsync(string address, CancellationToken cancellation) => Services.GetRequiredService<AddressHash>().SubscriberAsync(address, cancellation);

    internal async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, CancellationToken cancellation)
    {
        using var response = await Client.GetAsync(path, cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
    }
}
