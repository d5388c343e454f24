namespace Alerts.Detection.Queries;

/// <summary>A word where it stands. A compound gives one for each part and one for the whole.</summary>
/// <param name="Word">Its number among the distinct words of the document.</param>
/// <param name="Position">The position of its first part; the title's come first, then a gap, then the text's.</param>
/// <param name="Last">The position of its last part.</param>
/// <param name="Start">Where it starts in its part of the document.</param>
/// <param name="End">Where it ends.</param>
/// <param name="From">Where its spelling starts.</param>
/// <param name="Length">Length of its spelling.</param>
/// <param name="Sentence">The number of its sentence.</param>
internal readonly record struct Occurrence(int Word, int Position, int Last, int Start, int End, int From, int Length, int Sentence);
