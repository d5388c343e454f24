namespace Alerts.Local.Storage;

/// <summary>The last lines a process printed, kept for the sentence that says why it ended. Safe to share between threads.</summary>
internal sealed class TailOfOutput
{
    private const int Lines = 5;

    private readonly Queue<string> lines = new();

    internal string LastWords
    {
        get
        {
            lock (lines)
                return lines.Count == 0 ? "it said nothing" : string.Join(" | ", lines);
        }
    }

    internal void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;

        lock (lines)
        {
            lines.Enqueue(line.Trim());
            if (lines.Count > Lines)
                lines.Dequeue();
        }
    }
}
