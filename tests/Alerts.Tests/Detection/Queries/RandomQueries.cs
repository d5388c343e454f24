using CsCheck;

namespace Alerts.Tests.Detection.Queries;

/// <summary>Queries and texts over so few words that they often meet.</summary>
internal static class RandomQueries
{
    private static readonly string[] Words =
        ["nato", "Kyiv", "bid", "peace", "talks", "US", "us", "cease-fire", "ceasefire", "fire", "sanction", "sanctions", "O'Neill", "Zürich", "U.S.", "the", "re-elect", "北京"];

    private static readonly Gen<string> Term = Gen.Frequency(
        (8, Gen.OneOf(Words)),
        (1, Gen.OneOf("sanc*", "tal*", "cease*", "re-el*", "na*")),
        (1, Gen.OneOf("=US", "=us", "=Kyiv", "=Cease-Fire", "=Neill")));

    private static readonly Gen<string> Phrase = Gen.OneOf(Words).Array[1, 3].Select(words => $"\"{string.Join(' ', words)}\"");

    private static readonly Gen<string> Atom = Gen.Frequency(
        (6, Term),
        (3, Phrase),
        (1, Gen.Select(Term, Phrase, (a, b) => $"({a} OR {b})")));

    private static readonly Gen<string> Leaf = Gen.Frequency(
        (6, Atom),
        (2, Gen.Select(Atom, Gen.Int[1, 6], Atom, (a, n, b) => $"{a} NEAR/{n} {b}")),
        (1, Atom.Select(a => $"title:{a}")),
        (1, Gen.OneOf("source:reuters", "source:reuters.com", "lang:en", "lang:fr")));

    /// <summary>Mostly good queries; some are refused for want of a positive word or for contradiction.</summary>
    internal static readonly Gen<string> Query = Gen.Recursive<string>((depth, inner) => depth >= 3
        ? Leaf
        : Gen.Frequency(
            (3, Leaf),
            (2, Gen.Select(inner, inner, (a, b) => $"({a} {b})")),
            (2, Gen.Select(inner, inner, (a, b) => $"({a} OR {b})")),
            (1, Gen.Select(inner, inner, (a, b) => $"({a} NOT {b})")),
            (1, inner.Select(a => $"(NOT ({a}))"))));

    private static readonly Gen<string> Piece = Gen.Frequency(
        (10, Gen.OneOf(Words)),
        (2, Gen.OneOf("Kyiv\u2019s", "KYIV", "Cease-fire", "cease fire", "ﬁre", "Z\u0075\u0308rich", "NATO-led", "and", "1,000", "CO\u2082")),
        (1, Gen.OneOf(".", "!\n", ", ", " — ", "\u00AD", "\u200B", "\uD83D\uDE00", "\uD83D", "'", "-", "\"")));

    internal static readonly Gen<string> Text = Gen.Select(Piece.Array[0, 30], Gen.OneOf(" ", ". ", "\u00A0"), (words, gap) => string.Join(gap, words));
}
