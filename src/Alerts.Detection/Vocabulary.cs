namespace Alerts.Detection;

/// <summary>Where an actor stands toward a topic's proposition (SemEval-2016 task 6: favor, against, neutral).</summary>
public enum Position
{
    /// <summary>The text does not say.</summary>
    Unknown,
    Favor,
    Against,
    Neutral,
}

/// <summary>How far a position binds its holder.</summary>
public enum Commitment
{
    Firm,

    /// <summary>Held or taken on a condition, which the finding quotes.</summary>
    Conditional,

    /// <summary>Hedged: may, could, is weighing.</summary>
    Tentative,
}

/// <summary>How far a change goes: between favor and against, or a part of that way.</summary>
public enum Magnitude
{
    Partial,
    Reversal,
}

/// <summary>Why a change is held to be one.</summary>
public enum Basis
{
    /// <summary>The text itself says that the position is a new one.</summary>
    Textual,

    /// <summary>The position differs from the one held in the ledger.</summary>
    Ledger,

    /// <summary>The text says so and the ledger agrees.</summary>
    Both,
}

/// <summary>What a finding or a signal is.</summary>
public enum SignalKind
{
    /// <summary>A subscriber's query matched.</summary>
    Keyword,

    /// <summary>An actor states or repeats a position; the text does not call it new.</summary>
    Statement,

    /// <summary>An actor moved from one position to another.</summary>
    Change,

    /// <summary>An operator put a position right that was read wrongly; no text is read as one.</summary>
    Correction,

    /// <summary>An operator took back what was read wrongly, and nothing takes its place but what was held before; no text is read as one.</summary>
    Retraction,
}

/// <summary>The part of the input that a span points into.</summary>
public enum TextPart
{
    Title,
    Text,
}
