namespace Alerts.Local.Runtime.Queues;

/// <summary>The pause before the next look at a queue: doubled, with some chance, while it stays empty.</summary>
/// <param name="longest">host.json's maxPollingInterval.</param>
/// <param name="random">Yields numbers from 0 to below 1; spreads the looks of several listeners.</param>
internal sealed class PollingBackOff(TimeSpan longest, Func<double> random)
{
    // The host's own shortest pause.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private int emptyInARow;

    /// <summary>A message was there: the next pause is short again.</summary>
    internal void Reset() => emptyInARow = 0;

    /// <summary>The pause after one more empty look, never longer than the longest.</summary>
    internal TimeSpan AfterEmpty()
    {
        var grown = Shortest * Math.Pow(2, Math.Min(emptyInARow, 30));
        if (grown >= longest)
            return longest;

        emptyInARow++;
        var spread = grown * (0.8 + (0.4 * random()));
        return spread < longest ? spread : longest;
    }
}
