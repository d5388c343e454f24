namespace Alerts.Pipeline.Delivery;

/// <summary>How long a provider asked to be left alone: what one worker of the instance is told, all of them keep.</summary>
internal sealed class SharedPause(TimeProvider time)
{
    private long until;

    /// <summary>Zero where nobody has to wait.</summary>
    public TimeSpan Left => new DateTimeOffset(Interlocked.Read(ref until), TimeSpan.Zero) - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Waits at least so long from now; a longer wait that somebody was told stays.</summary>
    public void Extend(TimeSpan wait)
    {
        var end = (time.GetUtcNow() + wait).UtcTicks;
        var known = Interlocked.Read(ref until);
        while (known < end && Interlocked.CompareExchange(ref until, end, known) is var seen && seen != known)
            known = seen;
    }
}
