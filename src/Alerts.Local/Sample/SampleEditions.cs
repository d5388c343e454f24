namespace Alerts.Local.Sample;

/// <summary>
/// Which articles are out. The second edition follows the first by some seconds, counted from the moment every outlet
/// has been read once: on a slow machine the first poll must not see the end of the story. Safe to share between threads.
/// </summary>
/// <param name="gap">From the last first reading to the second edition.</param>
internal sealed class SampleEditions(IReadOnlyList<SampleArticle> articles, TimeSpan gap, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly DateTimeOffset start = time.GetUtcNow();
    private readonly HashSet<string> unread = [.. SampleOutlet.All.Select(outlet => outlet.Id)];
    private DateTimeOffset? second;

    /// <summary>What an outlet has published by now, newest first, each with its time.</summary>
    internal IReadOnlyList<(SampleArticle Article, DateTimeOffset Published)> Out(string outlet)
    {
        lock (gate)
        {
            return
            [
                .. articles
                    .Where(article => article.Outlets.Contains(outlet, StringComparer.Ordinal) && (article.Edition == 1 || second <= time.GetUtcNow()))
                    .Select(article => (article, ((article.Edition == 1 ? start : second) ?? start) - article.Age))
                    .OrderByDescending(published => published.Item2),
            ];
        }
    }

    /// <summary>Brings the second edition now, once every outlet was read.</summary>
    /// <returns>False where one was not.</returns>
    internal bool TryPublish()
    {
        lock (gate)
        {
            if (second is null)
                return false;
            second = second < time.GetUtcNow() ? second : time.GetUtcNow();
            return true;
        }
    }

    /// <summary>Notes that an outlet's feed was read.</summary>
    internal void Read(string outlet)
    {
        lock (gate)
        {
            if (unread.Remove(outlet) && unread.Count == 0)
                second = time.GetUtcNow() + gap;
        }
    }
}
