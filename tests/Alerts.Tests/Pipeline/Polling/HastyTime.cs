using Microsoft.Extensions.Time.Testing;

namespace Alerts.Tests.Pipeline.Polling;

/// <summary>A fake clock that passes a pause of a certain length as soon as somebody waits for it.</summary>
internal sealed class HastyTime(DateTimeOffset start, TimeSpan pause) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == pause)
            _ = Task.Run(() => Advance(pause));
        return timer;
    }
}
