namespace Alerts.Detection.Parsing;

internal enum ChunkKind : byte
{
    Noun,
    Verb,
    Preposition,
    Conjunction,
    Comma,
    Break,
    Quote,
    Subordinator,
    Complementizer,
    Relative,
    Adverb,
    Adjective,
    Stop,
}

/// <summary>A noun phrase, a verb group or a single connecting word; Start and End are token indexes, End exclusive.</summary>
internal sealed class Chunk(ChunkKind kind, int start, int end)
{
    public ChunkKind Kind { get; } = kind;

    public int Start { get; set; } = start;

    public int End { get; set; } = end;

    /// <summary>The head noun or the main verb.</summary>
    public int Head { get; set; } = end - 1;

    /// <summary>Position in the sentence's list of chunks.</summary>
    public int Index { get; set; }

    public VerbShape? Shape { get; set; }

    public bool Contains(int token) => token >= Start && token < End;
}

/// <summary>What the auxiliaries of a verb group say.</summary>
internal sealed class VerbShape
{
    /// <summary>will, may, must …; "have to" and "need to" count as must, "be to" and "be going to" as will. Null where there is none.</summary>
    public string? Modal { get; set; }

    public bool Perfect { get; set; }

    /// <summary>had + participle.</summary>
    public bool PastPerfect { get; set; }

    public bool Progressive { get; set; }

    public bool Passive { get; set; }

    /// <summary>Token of the negation; -1 where there is none.</summary>
    public int Negation { get; set; } = -1;

    /// <summary>"no longer", "not ... any more".</summary>
    public bool NoLonger { get; set; }

    public bool Infinitive { get; set; }

    public bool Gerund { get; set; }

    /// <summary>A participle with no auxiliary.</summary>
    public bool BareParticiple { get; set; }

    /// <summary>A form of "be" with no verb after it.</summary>
    public bool Copula { get; set; }

    public bool Past { get; set; }

    public bool Finite => !Infinitive && !Gerund;
}
