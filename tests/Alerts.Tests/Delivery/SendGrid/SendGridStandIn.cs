using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Alerts.Tests.Delivery.SendGrid;

/// <summary>A mail that the stand-in took.</summary>
internal sealed record TakenMail(string Address, string DeliveryId, string SubscriberId, string SignalId, JsonObject Personalization, JsonObject Request);

/// <summary>SendGrid on loopback: takes what its published rules allow and refuses the rest, unless a test has it do otherwise.</summary>
internal sealed class SendGridStandIn : IAsyncDisposable
{
    internal const string Key = "SG.a-key-of-the-test";

    private readonly WebApplication app;
    private int requests;
    private int underway;

    private SendGridStandIn(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <summary>Every mail taken, in the order they came.</summary>
    public ConcurrentQueue<TakenMail> Book { get; } = new();

    public int Requests => requests;

    /// <summary>Requests that it is still at work on, also those whose sender is gone.</summary>
    public int Underway => underway;

    /// <summary>What happens to the next requests instead, one each; true where the mail is taken all the same.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Next { get; } = new();

    /// <summary>What happens to every request instead, while it is set.</summary>
    public Func<HttpContext, Task>? Always { get; set; }

    /// <summary>Looked at after a request was taken and before it is answered.</summary>
    public Func<HttpContext, Task>? AfterTaking { get; set; }

    /// <summary>Whether mails' requests are kept; a long run keeps ids alone.</summary>
    public bool KeepsRequests { get; init; } = true;

    public static async Task<SendGridStandIn> StartAsync(bool keepsRequests = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        var standIn = new SendGridStandIn(app) { KeepsRequests = keepsRequests };
        app.Run(async context =>
        {
            Interlocked.Increment(ref standIn.underway);
            try
            {
                await standIn.AnswerAsync(context);
            }
            finally
            {
                Interlocked.Decrement(ref standIn.underway);
            }
        });
        await app.StartAsync();
        return standIn;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    /// <summary>Answers with a status and SendGrid's shape of an error.</summary>
    internal static Task FailAsync(HttpContext context, int status, params (string? Field, string Message)[] errors)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { errors = errors.Select(error => new { message = error.Message, field = error.Field, help = (string?)null }) });
    }

    internal static Task TooManyAsync(HttpContext context, DateTimeOffset reset)
    {
        context.Response.Headers["X-RateLimit-Limit"] = "600";
        context.Response.Headers["X-RateLimit-Remaining"] = "0";
        context.Response.Headers["X-RateLimit-Reset"] = reset.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return FailAsync(context, 429, (null, "too many requests"));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref requests);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (Next.TryDequeue(out var instead) || (instead = Always) is not null)
        {
            await instead(context);
            return;
        }

        if (context.Request.Path != "/v3/mail/send")
            await FailAsync(context, 404, (null, "not found"));
        else if (!HttpMethods.IsPost(context.Request.Method))
            await FailAsync(context, 405, (null, "method not allowed"));
        else if (context.Request.Headers.Authorization != $"Bearer {Key}")
            await FailAsync(context, 401, (null, "authorization required"));
        else if (context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
            await FailAsync(context, 415, (null, "unsupported media type"));
        else if (body.Length >= SendGridRules.MostBytes)
            await FailAsync(context, 413, (null, "content too large"));
        else
            await TakeAsync(context, body.ToArray());
    }

    private async Task TakeAsync(HttpContext context, byte[] body)
    {
        if (Parse(body) is not { } request)
        {
            await FailAsync(context, 400, (null, "invalid request"));
            return;
        }

        var errors = SendGridRules.All.Values.SelectMany(rule => rule.Faults(request).Select(field => ((string?)field, rule.Message))).ToArray();
        if (errors.Length > 0)
        {
            await FailAsync(context, 400, errors);
            return;
        }

        foreach (var one in SendGridRules.Personalizations(request))
        {
            var arguments = one["custom_args"];
            Book.Enqueue(new(
                SendGridRules.Text(one["to"]![0], "email")!, // the rules above hold
                SendGridRules.Text(arguments, "delivery_id") ?? "",
                SendGridRules.Text(arguments, "subscriber_id") ?? "",
                SendGridRules.Text(arguments, "signal_id") ?? "",
                KeepsRequests ? one : [],
                KeepsRequests ? request : []));
        }

        if (AfterTaking is { } after)
            await after(context);
        if (context.RequestAborted.IsCancellationRequested)
            return;
        context.Response.Headers["X-Message-Id"] = $"m{requests}";
        context.Response.StatusCode = 202;
    }

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
