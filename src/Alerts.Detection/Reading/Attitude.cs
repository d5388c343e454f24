using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

internal enum AttitudeMode : byte
{
    /// <summary>Something that points for or against the proposition; nobody is said to hold it yet.</summary>
    Thing,
    Statement,
    Change,
}

/// <summary>
/// What a growing part of a sentence says of the proposition. It starts at the topic's mention and is passed outward
/// through nouns, verbs and governing clauses, each of which transforms it.
/// </summary>
internal sealed class Attitude
{
    public AttitudeMode Mode { get; set; }

    /// <summary>The topic that is read.</summary>
    public required Topic Topic { get; init; }

    /// <summary>+1: points toward the proposition; -1: away from it. For a change, the direction of the move.</summary>
    public int Sign { get; set; } = 1;

    /// <summary>Last token of the mention itself.</summary>
    public int MentionEnd { get; init; } = -1;

    public Position From { get; set; }

    public Position To { get; set; }

    public bool Reiterated { get; set; }

    public bool Hedged { get; set; }

    public bool Intended { get; set; }

    public bool Willing { get; set; }

    public bool Partial { get; set; }

    /// <summary>The word for a part of it ("version", "vote"): to drop that is not to drop the whole; null where none.</summary>
    public string? Part { get; set; }

    /// <summary>A refusal already applied: a second one makes "refused to rule out".</summary>
    public bool Refused { get; set; }

    /// <summary>The grammatical subject is the topic, not the holder: passives, events told by nouns.</summary>
    public bool Detached { get; set; }

    /// <summary>The sentence as a whole was called false already.</summary>
    public bool Denied { get; set; }

    /// <summary>The negation of its verb is already part of it: "did not survive".</summary>
    public bool Negated { get; set; }

    /// <summary>A move ruled out: negated again it is neither made nor excluded.</summary>
    public bool Excluded { get; set; }

    /// <summary>The topic fell or rose by itself: whoever concedes it holds the position.</summary>
    public bool Impersonal { get; set; }

    /// <summary>Only a wish or a demand of the one who utters it, not a deed.</summary>
    public bool Desire { get; set; }

    /// <summary>Who holds it, as noun phrases; empty where none is found yet.</summary>
    public IReadOnlyList<Chunk> Holders { get; set; } = [];

    /// <summary>The possessor of the noun phrases around the mention, outermost attitude noun first.</summary>
    public Chunk? Possessor { get; set; }

    public Effect LastEffect { get; set; }

    /// <summary>The act that a finding is named by.</summary>
    public ActPattern? Act { get; set; }

    public string Rule { get; set; } = "mention";

    /// <summary>Who reports it, as the text has it; null where the text speaks for itself.</summary>
    public string? Speaker { get; set; }

    public List<(int Start, int End)> Cues { get; } = [];

    /// <summary>Token span of the proof.</summary>
    public int First { get; set; } = int.MaxValue;

    public int Last { get; set; } = -1;

    public string? DropRule { get; private set; }

    public string? DropReason { get; private set; }

    public bool Dropped => DropReason is not null;

    public static Position Toward(int sign) => sign > 0 ? Position.Favor : Position.Against;

    public void Cover(int start, int end)
    {
        First = Math.Min(First, start);
        Last = Math.Max(Last, end - 1);
    }

    /// <summary>A verb or predicate over it, as the named rule has found it.</summary>
    public void Take(ActPattern pattern, Effect effect, Chunk verb, string rule)
    {
        Composition.ApplyToObject(this, effect);
        if (Part is { } part && effect is not (Effect.Yield or Effect.Accept or Effect.Adopt or Effect.Support or Effect.Impose or Effect.Willing))
            Drop("mention.part", $"only a part of it: {part}");
        Act = pattern;
        Rule = rule;
        Cues.Add((verb.Start, verb.End));
        Cover(verb.Start, verb.End);
    }

    public void Drop(string rule, string reason)
    {
        DropRule ??= rule;
        DropReason ??= reason;
    }

    public void State(int sign)
    {
        Mode = AttitudeMode.Statement;
        Sign = sign;
        From = Position.Unknown;
        To = Toward(sign);
    }

    public void Move(Position from, Position to, int direction)
    {
        Mode = AttitudeMode.Change;
        From = from;
        To = to;
        Sign = direction;
    }
}
