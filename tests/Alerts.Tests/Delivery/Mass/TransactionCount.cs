using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Alerts.Tests.Delivery.Mass;

/// <summary>Counts the requests that storage is sent, and ends them all when its process is ended.</summary>
internal sealed class TransactionCount(ConcurrentDictionary<string, int> counts, CancellationToken killed) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count(message.Request);
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        killed.ThrowIfCancellationRequested();
        Count(message.Request);
        return ProcessNextAsync(message, pipeline);
    }

    private void Count(Request request)
    {
        var service = request.Uri.Path.Contains("/messages", StringComparison.Ordinal) ? "queue" : "table";
        counts.AddOrUpdate($"{service} {request.Method.Method}", 1, (_, count) => count + 1);
    }
}
