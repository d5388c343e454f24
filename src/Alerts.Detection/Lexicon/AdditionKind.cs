namespace Alerts.Detection.Lexicon;

/// <summary>The parts of speech that operators may add to.</summary>
internal enum AdditionKind : byte
{
    Verb,
    Noun,
    Adjective,
}
