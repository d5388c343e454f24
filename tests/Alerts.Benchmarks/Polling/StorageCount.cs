using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Alerts.Benchmarks.Polling;

/// <summary>Counts the requests that storage is sent, tries again included: each is a transaction on the bill.</summary>
internal sealed class StorageCount : HttpPipelinePolicy
{
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>What was counted since the last time, by method and service.</summary>
    public IReadOnlyDictionary<string, int> Take()
    {
        var taken = counts.ToDictionary(count => count.Key, count => count.Value);
        counts.Clear();
        return taken;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count(message.Request);
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count(message.Request);
        return ProcessNextAsync(message, pipeline);
    }

    private void Count(Request request)
    {
        var path = request.Uri.Path;
        var service = path.Contains("/messages", StringComparison.Ordinal) ? "queue" : path.Contains("/articles/", StringComparison.Ordinal) ? "blob" : "table";
        counts.AddOrUpdate($"{service} {request.Method.Method}", 1, (_, count) => count + 1);
    }
}
