using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Alerts.Benchmarks.Pages;

/// <summary>Counts storage requests and the time during which there are any; requests that run at once count their time once.</summary>
internal sealed class StorageClock : HttpPipelinePolicy
{
    private readonly Lock gate = new();
    private int under;
    private long began;
    private TimeSpan spent;
    private int requests;

    public void Reset()
    {
        lock (gate)
            (spent, requests) = (TimeSpan.Zero, 0);
    }

    public (TimeSpan Spent, int Requests) Read()
    {
        lock (gate)
            return (spent, requests);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Begin();
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            End();
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    private void Begin()
    {
        lock (gate)
        {
            requests++;
            if (under++ == 0)
                began = Stopwatch.GetTimestamp();
        }
    }

    private void End()
    {
        lock (gate)
        {
            if (--under == 0)
                spent += Stopwatch.GetElapsedTime(began);
        }
    }
}
