using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Tests.Local.Runtime;

public sealed record Order(string Dish, int Count);

/// <summary>Takes text.</summary>
public sealed class TakeText(Probe probe)
{
    [Function(nameof(TakeText))]
    public Task RunAsync([QueueTrigger("orders")] string text, CancellationToken cancellationToken) => probe.RunAsync(text, cancellationToken);
}

/// <summary>Takes a record, from a queue that a setting names.</summary>
public sealed class TakeOrder(Probe probe)
{
    [Function(nameof(TakeOrder))]
    public async ValueTask RunAsync([QueueTrigger("%OrderQueue%")] Order order, CancellationToken cancellationToken) =>
        await probe.RunAsync(order, cancellationToken);
}

/// <summary>A timer by a setting.</summary>
public sealed class Tick(Probe probe)
{
    [Function(nameof(Tick))]
    public Task RunAsync([TimerTrigger("%TickSchedule%")] TimerInfo timer, CancellationToken cancellationToken) => probe.RunAsync(timer, cancellationToken);
}

/// <summary>HTTP functions of every shape.</summary>
public static class Web
{
    [Function("Root")]
    public static IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        Results.Text("home " + request.Method);

    [Function("ById")]
    public static Task<IResult> ById([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:int}")] HttpRequest request, int id) =>
        Task.FromResult(Results.Text($"{request.Path} {id + 1}"));

    [Function("ByName")]
    public static ValueTask<IResult> ByName([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "named/{name}/{page?}")] HttpRequest request, string name, int? page) =>
        ValueTask.FromResult(Results.Text($"{request.Method} {name} {page?.ToString("d2", null) ?? "none"}"));

    [Function("Named.json")]
    public static IResult Json([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "named/{name}.json")] HttpRequest request, string name) =>
        Results.Json(new { name, path = request.Path.Value });

    [Function("Fails")]
    public static IResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException("a secret of " + request.Path);

    [Function("Silent")]
    public static Task Silent([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "silent")] HttpRequest request) => Task.FromResult(request);
}
