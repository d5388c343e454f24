namespace Alerts.Detection.Parsing;

/// <summary>Part of speech, as far as a shallow parse needs it.</summary>
internal enum Tag : byte
{
    Noun,
    Number,
    Determiner,
    PossessivePronoun,

    /// <summary>'s</summary>
    PossessiveMark,
    Pronoun,
    Adjective,
    Adverb,
    Negation,
    Preposition,

    /// <summary>The "to" of an infinitive.</summary>
    To,
    Conjunction,
    Subordinator,

    /// <summary>"that" or "whether" before a clause.</summary>
    Complementizer,
    Relative,
    Modal,
    Be,
    Have,
    Do,
    Verb,
    Comma,
    Break,
    Quote,
    Stop,
}
