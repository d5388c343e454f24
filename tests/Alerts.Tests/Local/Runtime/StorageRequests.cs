using Azure.Core;
using Azure.Core.Pipeline;

namespace Alerts.Tests.Local.Runtime;

/// <summary>Hears every answer of storage, so that a test can wait for a call instead of for a time.</summary>
internal sealed class StorageRequests : HttpPipelinePolicy
{
    private readonly List<StorageRequest> heard = [];
    private readonly List<(Func<StorageRequest, bool> Wanted, TaskCompletionSource<StorageRequest> Found)> waiting = [];

    /// <summary>Called with each answer before the caller sees it.</summary>
    internal Action<StorageRequest>? Answered { get; set; }

    internal IReadOnlyList<StorageRequest> Heard
    {
        get
        {
            lock (heard)
                return [.. heard];
        }
    }

    /// <summary>The first answer that fits, past or to come.</summary>
    internal Task<StorageRequest> WaitForAsync(Func<StorageRequest, bool> wanted)
    {
        lock (heard)
        {
            if (heard.Find(request => wanted(request)) is { } past)
                return Task.FromResult(past);

            var found = new TaskCompletionSource<StorageRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((wanted, found));
            return found.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        Hear(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        Hear(message);
    }

    private void Hear(HttpMessage message)
    {
        var request = new StorageRequest(message.Request.Method.Method, message.Request.Uri.ToUri(), message.Response.Status);
        Answered?.Invoke(request);
        lock (heard)
        {
            heard.Add(request);
            foreach (var waiter in waiting.Where(waiter => waiter.Wanted(request)).ToList())
            {
                waiter.Found.TrySetResult(request);
                waiting.Remove(waiter);
            }
        }
    }
}

internal sealed record StorageRequest(string Method, Uri Uri, int Status)
{
    internal bool IsReceive => Method == "GET" && Uri.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal);

    internal bool IsUpdate => Method == "PUT" && Uri.AbsolutePath.Contains("/messages/", StringComparison.Ordinal);

    internal bool IsDelete => Method == "DELETE" && Uri.AbsolutePath.Contains("/messages/", StringComparison.Ordinal);

    /// <summary>The time asked for, in seconds, or null.</summary>
    internal string? Visibility => System.Web.HttpUtility.ParseQueryString(Uri.Query)["visibilitytimeout"];
}
