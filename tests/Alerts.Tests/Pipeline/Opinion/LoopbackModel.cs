using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Alerts.Tests.Pipeline.Opinion;

/// <summary>An OpenAI-compatible endpoint on loopback that answers as it is told.</summary>
internal sealed class LoopbackModel : IAsyncDisposable
{
    private readonly WebApplication app;

    private LoopbackModel(WebApplication app) => this.app = app;

    /// <summary>Method, path, authorization and body of each request.</summary>
    public ConcurrentQueue<(string Line, string? Authorization, string Body)> Requests { get; } = new();

    public Func<HttpContext, Task> Answer { get; set; } = Says("");

    public string Endpoint => app.Urls.First() + "/v1";

    public static async Task<LoopbackModel> StartAsync()
    {
        var app = Loopback.Build();
        var model = new LoopbackModel(app);
        app.Run(model.AnswerAsync);
        await app.StartAsync();
        return model;
    }

    /// <summary>A chat completion whose message is <paramref name="content"/>.</summary>
    public static Func<HttpContext, Task> Says(string content) => context => context.Response.WriteAsJsonAsync(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1_770_000_000,
        model = "small",
        choices = new[] { new { index = 0, message = new { role = "assistant", content }, finish_reason = "stop" } },
        usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
    });

    public static Func<HttpContext, Task> Says(string verdict, string reason, string quote) =>
        Says(JsonSerializer.Serialize(new { verdict, reason, quote }));

    public static Func<HttpContext, Task> Sends(int status, string body, string type = "application/json") => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Requests.Enqueue(($"{context.Request.Method} {context.Request.Path}", context.Request.Headers.Authorization, body));
        await Answer(context);
    }
}
