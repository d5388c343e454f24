namespace Alerts.Detection;

/// <summary>A proposition with a direction.</summary>
/// <param name="Id">Lower-case words with hyphens, e.g. <c>nato-membership</c>.</param>
/// <param name="Name">For people: "NATO membership".</param>
/// <param name="Proposition">What a position in favor is in favor of, e.g. "the candidate joins NATO".</param>
/// <param name="Family">E.g. <c>security</c>.</param>
public sealed record Topic(string Id, string Name, string Proposition, string Family)
{
    /// <summary>Phrases that name the proposition; verb phrases in base form.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>Mentions that count only near a word of <see cref="Context"/>.</summary>
    public IReadOnlyList<string> Weak { get; init; } = [];

    /// <summary>Phrases that name the opposite of the proposition.</summary>
    public IReadOnlyList<string> Counter { get; init; } = [];

    /// <summary>Heads that turn the direction of a mention they precede, beside the general ones.</summary>
    public IReadOnlyList<string> Flips { get; init; } = [];

    /// <summary>Words of which one must stand in the same or a neighbouring sentence for a weak mention to count.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    /// <summary>How the slot is filled; null where the topic has none.</summary>
    public TopicSlot? About { get; init; }
}

/// <summary>The open place of a topic: whose membership, sanctions on whom.</summary>
/// <param name="Role">Name of the slot, e.g. <c>candidate</c>.</param>
/// <param name="Kinds">Kinds of actor that may fill it; empty means any.</param>
/// <param name="Prepositions">Prepositions that introduce the filler after a mention: "sanctions on Russia".</param>
/// <param name="Possessive">Whether a possessor fills it: "Ukraine's NATO bid".</param>
/// <param name="Modifier">Whether a demonym or a name before the mention fills it: "Turkish membership of the EU".</param>
/// <param name="Self">Whether an actor that speaks of its own case fills it itself.</param>
public sealed record TopicSlot(string Role, IReadOnlyList<string> Kinds, IReadOnlyList<string> Prepositions, bool Possessive, bool Modifier, bool Self);
