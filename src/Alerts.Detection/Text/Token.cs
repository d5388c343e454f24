namespace Alerts.Detection.Text;

internal enum TokenKind : byte
{
    Word,
    Number,
    Comma,

    /// <summary>Colon, semicolon, dash, bracket: ends a clause.</summary>
    Break,
    Quote,

    /// <summary>Full stop, question or exclamation mark.</summary>
    Stop,
}

/// <summary>A word, number or mark of a sentence; positions are indexes into the normalised text.</summary>
internal readonly record struct Token(string Lower, int Start, int End, TokenKind Kind, bool Capital, bool AllCaps)
{
    public bool Is(string word) => Lower == word;
}
