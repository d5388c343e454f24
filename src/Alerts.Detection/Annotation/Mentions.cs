namespace Alerts.Detection.Annotation;

/// <summary>A name in a normalised text.</summary>
internal interface IMention
{
    int Start { get; }

    int End { get; }
}

/// <summary>A topic named in the text; indexes into the normalised text.</summary>
/// <param name="Topic">Index of the topic.</param>
/// <param name="Start">First character.</param>
/// <param name="End">Past the last character.</param>
/// <param name="Counter">Names the opposite of the proposition.</param>
/// <param name="Weak">Counts only near a context word of the topic.</param>
internal readonly record struct TopicMention(int Topic, int Start, int End, bool Counter, bool Weak) : IMention;

internal enum ActorForm : byte
{
    /// <summary>Name, seat or acronym.</summary>
    Name,

    /// <summary>Adjective or name of the people: stands for the actor only before an office or a body.</summary>
    Demonym,
    Office,
    Person,
}

/// <summary>An actor named in the text; indexes into the normalised text.</summary>
/// <param name="Actor">Index of the actor.</param>
/// <param name="Start">First character.</param>
/// <param name="End">Past the last character.</param>
/// <param name="Form">How it is named.</param>
/// <param name="Leader">Index of the leader, for a person; else -1.</param>
internal readonly record struct ActorMention(int Actor, int Start, int End, ActorForm Form, int Leader) : IMention;
