namespace Alerts.Pipeline.Signals;

/// <summary>A change or a rumour of one as it is told by one article after another, none more than 72 hours after the one before.</summary>
/// <param name="id">Of its signal.</param>
/// <param name="since">When it was first told.</param>
/// <param name="held">Where the position before it began; null where none was held, or where the beginning was not read.</param>
/// <param name="isWhole">Whether it was read from its beginning.</param>
internal sealed class Story(string id, DateTimeOffset since, StanceEntry? held, bool isWhole)
{
    private readonly List<StanceEntry> told = [];

    public string Id => id;

    public DateTimeOffset Since => since;

    public StanceEntry? Held => held;

    public bool IsWhole => isWhole;

    /// <summary>In the order of their times.</summary>
    public IReadOnlyList<StanceEntry> Told => told;

    public DateTimeOffset Latest => told[^1].AsOf;

    /// <summary>The correction that took it back; who tells it again within its time is taken back too.</summary>
    public string? TakenBackBy { get; private set; }

    public void Add(StanceEntry entry)
    {
        told.Add(entry);
        TakenBackBy ??= entry.TakenBackBy;
    }

    /// <summary>Whether the same articles tell it over the same position.</summary>
    public bool IsTold(Story other) =>
        told.Count == other.told.Count
        && TakenBackBy == other.TakenBackBy
        && (held is null ? other.Held is null : other.Held is { } theirs && held.IsSame(theirs) && held.SignalId == theirs.SignalId)
        && told.Zip(other.told).All(pair => pair.First.IsSame(pair.Second));
}
