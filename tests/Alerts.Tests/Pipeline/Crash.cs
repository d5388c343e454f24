using Azure.Core;
using Azure.Core.Pipeline;

namespace Alerts.Tests.Pipeline;

/// <summary>Ends a process at its n-th write to storage: the write is done or not, nothing after it is.</summary>
internal sealed class Crash(int atWrite, bool done) : HttpPipelinePolicy
{
    private int writes;
    private volatile bool dead;

    public bool Happened => dead;

    public int Writes => writes;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (dead)
            throw new CrashException();
        var last = message.Request.Method != RequestMethod.Get && message.Request.Method != RequestMethod.Head && Interlocked.Increment(ref writes) == atWrite;
        if (last && !done)
        {
            dead = true;
            throw new CrashException();
        }

        await ProcessNextAsync(message, pipeline);
        if (last)
            dead = true;
        if (dead)
            throw new CrashException();
    }
}

internal sealed class CrashException : Exception;
