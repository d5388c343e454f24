using System.Threading.Channels;

namespace Alerts.Tests.Local.Runtime;

/// <summary>What a test's functions call: it tells the test that they run, and does what the test says.</summary>
public sealed class Probe
{
    private readonly Channel<object> started = Channel.CreateUnbounded<object>();
    private int atOnce;
    private int most;
    private int calls;

    public Func<object, CancellationToken, Task> Act { get; set; } = (_, _) => Task.CompletedTask;

    public int Calls => calls;

    public int MostAtOnce => most;

    /// <summary>The trigger's value of the next call that has begun.</summary>
    public async Task<object> NextAsync() =>
        await started.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public async Task<object[]> NextAsync(int count)
    {
        var values = new object[count];
        for (var at = 0; at < count; at++)
            values[at] = await NextAsync();
        return values;
    }

    public async Task RunAsync(object value, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        var now = Interlocked.Increment(ref atOnce);
        for (var seen = most; now > seen && Interlocked.CompareExchange(ref most, now, seen) != seen; seen = most)
        {
        }

        started.Writer.TryWrite(value);
        try
        {
            await Act(value, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref atOnce);
        }
    }
}
