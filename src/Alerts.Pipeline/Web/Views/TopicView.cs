namespace Alerts.Pipeline.Web.Views;

/// <summary>Where everyone stands on a topic.</summary>
/// <param name="Proposition">What a position in favor is in favor of.</param>
/// <param name="Actors">Latest moved first.</param>
/// <param name="Now">Where the time shown ends.</param>
public sealed record TopicView(TopicLabel Topic, string Proposition, IReadOnlyList<ActorTimeline> Actors, DateTimeOffset Now)
{
    /// <summary>All who hold a position, by name.</summary>
    public IReadOnlyList<string> Choice { get; init; } = [];

    /// <summary>The one who is shown; null for everyone.</summary>
    public string? Chosen { get; init; }

    // A page is no heavier than 50 KB; documents have it all.
    private const int MostShown = 8;
    private const int MostMovesOfMany = 2;
    private const int MostMovesOfOne = 30;

    /// <summary>Those whom the page shows.</summary>
    public IEnumerable<ActorTimeline> Shown => Actors.Take(MostShown);

    /// <summary>How many more there are.</summary>
    public int Others => Math.Max(Actors.Count - MostShown, 0);

    /// <summary>How many positions of each the page shows, newest first.</summary>
    public int MostMoves => Chosen is null ? MostMovesOfMany : Actors.Count > 1 ? MostMovesOfOne / Actors.Count : MostMovesOfOne;
}

/// <summary>One actor's positions on a topic (and on one case of it, where the topic has a slot).</summary>
/// <param name="Entries">Newest first, at least one; neighbours that hold the same position are statements of it again.</param>
public sealed record ActorTimeline(string Actor, string? About, IReadOnlyList<PositionView> Entries)
{
    /// <summary>"Hungary, about Sweden"; an actor's own case goes without saying.</summary>
    public string Name => About is null || About == Actor ? Actor : $"{Actor}, about {About}";

    public PositionView Now => Entries[0];

    /// <summary>Changes alone, newest first: each entry that differs from the one before it in time; the oldest entry opens the list.</summary>
    public IReadOnlyList<PositionView> Moves { get; } =
        [.. Entries.Where((entry, i) => i == Entries.Count - 1 || entry.Position != Entries[i + 1].Position || entry.Commitment != Entries[i + 1].Commitment)];
}
