using Azure.Core;
using Azure.Core.Pipeline;

namespace Alerts.Tests.Pipeline.Polling;

/// <summary>Messages are visible at once, however long they were to stay unseen: storage knows the real clock alone.</summary>
internal sealed class WithoutDelay : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Change(message);
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Change(message);
        return ProcessNextAsync(message, pipeline);
    }

    private static void Change(HttpMessage message)
    {
        var uri = message.Request.Uri;
        if (message.Request.Method == RequestMethod.Post && uri.Path.EndsWith("/messages", StringComparison.Ordinal))
            uri.Query = System.Text.RegularExpressions.Regex.Replace(uri.Query, "visibilitytimeout=[0-9]+", "visibilitytimeout=0");
    }
}
