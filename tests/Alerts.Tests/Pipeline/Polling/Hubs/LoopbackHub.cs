using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Alerts.Tests.Pipeline.Polling.Hubs;

/// <summary>A WebSub hub on loopback. It keeps what it is asked for; a test has it verify and deliver.</summary>
internal sealed class LoopbackHub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient client = new();

    private LoopbackHub(WebApplication app) => this.app = app;

    /// <summary>The forms posted to the hub's own address.</summary>
    public ConcurrentQueue<HubRequest> Requests { get; } = new();

    /// <summary>In place of 202.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    /// <summary>Whether a request is verified before it is answered, as the simplest hubs do.</summary>
    public bool VerifiesAtOnce { get; set; } = true;

    public int LeaseSeconds { get; set; } = 864_000;

    public string Url => app.Urls.First() + "/hub";

    public HubRequest Last => Requests.Last();

    public static async Task<LoopbackHub> StartAsync()
    {
        var app = Loopback.Build();
        var hub = new LoopbackHub(app);
        app.Run(hub.TakeAsync);
        await app.StartAsync();
        return hub;
    }

    /// <summary>Asks the callback whether it wants what <paramref name="request"/> says, with the fields in <paramref name="changed"/> instead.</summary>
    /// <returns>The status and the body, "" where it is empty.</returns>
    public async Task<(HttpStatusCode Status, string Body)> VerifyAsync(HubRequest request, params (string Name, string? Value)[] changed)
    {
        var query = new Dictionary<string, string?>
        {
            ["hub.mode"] = request.Mode,
            ["hub.topic"] = request.Topic,
            ["hub.challenge"] = "challenge-7",
            ["hub.lease_seconds"] = LeaseSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in changed)
            query[name] = value;
        using var response = await client.GetAsync(new Uri(QueryHelpers.AddQueryString(request.Callback, query)));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <param name="request">What was asked for.</param>
    /// <param name="body">The feed.</param>
    /// <param name="method">Of the signature; null leaves it out.</param>
    /// <param name="secret">In place of the right one.</param>
    /// <param name="self">The topic in the Link field; null for the one asked for.</param>
    public async Task<HttpStatusCode> DeliverAsync(HubRequest request, byte[] body, string? method = "sha256", string? secret = null, string? self = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, request.Callback) { Content = new ByteArrayContent(body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/rss+xml");
        message.Headers.TryAddWithoutValidation("Link", $"<{Url}>; rel=\"hub\", <{self ?? request.Topic}>; rel=\"self\"");
        if (method is not null)
            message.Headers.TryAddWithoutValidation("X-Hub-Signature", $"{method}={Sign(method, secret ?? request.Secret ?? "", body)}");
        using var response = await client.SendAsync(message);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    internal static string Sign(string method, string secret, byte[] body)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        return Convert.ToHexStringLower(method switch
        {
            // Hubs of old sign so.
#pragma warning disable CA5350
            "sha1" => HMACSHA1.HashData(key, body),
#pragma warning restore CA5350
            "sha384" => HMACSHA384.HashData(key, body),
            "sha512" => HMACSHA512.HashData(key, body),
            _ => HMACSHA256.HashData(key, body),
        });
    }

    private async Task TakeAsync(HttpContext context)
    {
        if (Answer is { } answer && context.Request.Path == "/hub")
        {
            await answer(context);
            return;
        }

        var form = await context.Request.ReadFormAsync();
        string? One(string name) => form.TryGetValue(name, out var values) ? values.ToString() : null;
        var request = new HubRequest(
            context.Request.Method, context.Request.Path, One("hub.mode") ?? "", One("hub.topic") ?? "", One("hub.callback") ?? "", One("hub.secret"), One("hub.lease_seconds"));
        Requests.Enqueue(request);
        if (VerifiesAtOnce)
            await VerifyAsync(request);
        context.Response.StatusCode = 202;
    }
}

internal sealed record HubRequest(string Method, string Path, string Mode, string Topic, string Callback, string? Secret, string? Lease);
