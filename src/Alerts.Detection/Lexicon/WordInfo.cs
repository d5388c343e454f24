namespace Alerts.Detection.Lexicon;

/// <summary>Word classes that the tagger knows; a word may be of several.</summary>
[Flags]
internal enum WordClass
{
    None = 0,
    Determiner = 1 << 0,
    Possessive = 1 << 1,
    Pronoun = 1 << 2,
    Preposition = 1 << 3,
    Conjunction = 1 << 4,
    Subordinator = 1 << 5,
    Modal = 1 << 6,
    Be = 1 << 7,
    Have = 1 << 8,
    Do = 1 << 9,
    Negation = 1 << 10,
    Adverb = 1 << 11,
    Adjective = 1 << 12,
    Particle = 1 << 13,
    Nounable = 1 << 14,
    Month = 1 << 15,
    Day = 1 << 16,
    TimeNoun = 1 << 17,
    ThirdParty = 1 << 18,
    NeutralSource = 1 << 19,
    Role = 1 << 20,
    Hedge = 1 << 21,
    Continuity = 1 << 22,
    BodyNoun = 1 << 23,
    OfficeNoun = 1 << 24,
    PastAdverb = 1 << 25,
    PastTitle = 1 << 26,
}

/// <summary>Which forms of a verb a word can be.</summary>
[Flags]
internal enum VerbForm : byte
{
    None = 0,
    Base = 1,
    Third = 2,
    Ing = 4,
    Past = 8,
    Participle = 16,
}

/// <summary>All that is known of one word.</summary>
internal sealed class WordInfo
{
    public static readonly WordInfo Unknown = new();

    public WordClass Class { get; set; }

    public VerbForm Forms { get; set; }

    /// <summary>Lemma of the verb, where it is one.</summary>
    public string? Lemma { get; set; }

    public List<ActPattern> Verbs { get; } = [];

    public List<ActPattern> Nouns { get; } = [];

    public List<ActPattern> Adjectives { get; } = [];

    /// <summary>What it does to a topic named before it in the same noun phrase: "sanctions relief".</summary>
    public Effect Head { get; set; }

    public bool Has(WordClass @class) => (Class & @class) != 0;
}
