namespace Alerts.Detection.Lexicon;

/// <summary>What a word does to the position of the one it is said of. Object effects first, clause effects after.</summary>
internal enum Effect : byte
{
    None,

    /// <summary>Gives up what the object names: to neutral.</summary>
    Drop,

    /// <summary>Gives up a part of it: to neutral, partial.</summary>
    Weaken,

    /// <summary>Leaves it or undoes it: to the opposite.</summary>
    Quit,

    /// <summary>Turns round: to the opposite.</summary>
    Reverse,

    /// <summary>Takes up again what was given up.</summary>
    Restore,

    /// <summary>Gives in to what was resisted.</summary>
    Yield,

    /// <summary>Says yes to what others put to it: a new position by itself.</summary>
    Accept,

    /// <summary>Moves toward it and is not there yet.</summary>
    Approach,

    /// <summary>Looks at it anew: a move away that is not made yet.</summary>
    Rethink,

    /// <summary>Takes it on; a change only where the text says it is new.</summary>
    Adopt,
    Support,
    Impose,
    Keep,
    Reject,
    Shift,

    /// <summary>The topic itself fades, with no one named who makes it.</summary>
    Lose,
    Gain,

    /// <summary>Passes on what its object is: talks on, stance on.</summary>
    Transparent,

    Decide,
    Intend,
    Willing,
    Hedge,
    Refuse,
    Deny,
    Fail,
    Want,
    Stop,
    Begin,
    Continue,
    Urge,
    Force,
    Threaten,
    Accuse,
    Question,
    Say,
    Insist,
    Concede,

    /// <summary>Nouns and adjectives that are for or against.</summary>
    Pro,
    Con,

    /// <summary>Adjectives that keep the topic where it is: non-negotiable, on the table.</summary>
    Hold,
}
