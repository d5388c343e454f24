using System.Collections.Frozen;

namespace Alerts.Detection.Queries;

/// <summary>
/// Chooses the terms that lead to a query: so that no document without one of them can match, and that few documents
/// have them. Of words that must all occur the rarest leads and the next rarest guards; of alternatives each has its own.
/// </summary>
internal static class QueryLead
{
    /// <summary>
    /// Words in nearly every article. How often queries use a word tells how rare it is in the news, except for these,
    /// which stand in phrases and are seldom asked for by themselves.
    /// </summary>
    private static readonly FrozenSet<string> Everywhere = new[]
    {
        "a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had",
        "has", "have", "he", "her", "his", "i", "in", "is", "it", "its", "more", "new", "no", "not", "of", "on", "one", "or",
        "out", "over", "said", "says", "she", "than", "that", "the", "their", "they", "this", "to", "up", "was", "we", "were",
        "when", "which", "who", "will", "with", "would", "year", "you",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A choice for a part of a query.</summary>
    /// <param name="Cost">How many queries use the leading terms, as a measure of how often they lead in vain.</param>
    /// <param name="Pairs">Leading terms with their guards.</param>
    private sealed record Choice(long Cost, List<(int Lead, int Guard)> Pairs);

    /// <summary>Leading terms and guards of a compiled query; never empty, since a query needs a word that must occur.</summary>
    internal static List<(int Lead, int Guard)> Choose(ReadOnlySpan<int> code, TermTable terms) =>
        Choose(code, 0, terms)?.Pairs ?? throw new ArgumentException("The query has no word that must occur.", nameof(code));

    private static Choice? Choose(ReadOnlySpan<int> code, int at, TermTable terms)
    {
        List<int> required = [];
        switch (QueryProgram.OpOf(code[at]))
        {
            case QueryProgram.Op.Phrase or QueryProgram.Op.Near:
                Gather(code, at, required);
                return Rarest(required, terms);
            case QueryProgram.Op.And:
                return All(code, at, terms, required);
            case QueryProgram.Op.Or:
                return Any(code, at, terms);
            default:
                return null;
        }
    }

    private static Choice? All(ReadOnlySpan<int> code, int at, TermTable terms, List<int> required)
    {
        Choice? best = null;
        for (int i = 0, next = at + 2; i < QueryProgram.CountOf(code[at]); i++, next += QueryProgram.Size(code, next))
        {
            if (QueryProgram.OpOf(code[next]) is QueryProgram.Op.Phrase or QueryProgram.Op.Near)
                Gather(code, next, required);
            else if (Choose(code, next, terms) is { } choice && (best is null || choice.Cost < best.Cost))
                best = choice;
        }

        if (required.Count == 0)
            return best;

        var rarest = Rarest(required, terms);
        if (best is null || rarest.Cost <= best.Cost)
            return rarest;

        // The alternatives lead; what must occur beside them guards.
        var guard = rarest.Pairs[0].Lead;
        return best with { Pairs = [.. best.Pairs.Select(pair => pair.Guard == Postings.Unguarded ? (pair.Lead, guard) : pair)] };
    }

    private static Choice? Any(ReadOnlySpan<int> code, int at, TermTable terms)
    {
        var cost = 0L;
        List<(int Lead, int Guard)> pairs = [];
        for (int i = 0, next = at + 2; i < QueryProgram.CountOf(code[at]); i++, next += QueryProgram.Size(code, next))
        {
            if (Choose(code, next, terms) is not { } choice)
                return null;

            cost += choice.Cost;
            pairs.AddRange(choice.Pairs);
        }

        return new Choice(cost, pairs);
    }

    /// <summary>The terms of a phrase or of both phrases of a NEAR.</summary>
    private static void Gather(ReadOnlySpan<int> code, int at, List<int> into)
    {
        if (QueryProgram.OpOf(code[at]) == QueryProgram.Op.Near)
        {
            Gather(code, at + 1, into);
            Gather(code, at + 1 + QueryProgram.Size(code, at + 1), into);
            return;
        }

        foreach (var term in code.Slice(at + 1, QueryProgram.CountOf(code[at])))
            into.Add(term);
    }

    private static Choice Rarest(List<int> required, TermTable terms)
    {
        var (lead, guard) = (required[0], Postings.Unguarded);
        var (leadCost, guardCost) = (Cost(terms[lead]), long.MaxValue);
        foreach (var term in required.Skip(1))
        {
            var cost = Cost(terms[term]);
            if (term != lead && cost < leadCost)
                (lead, leadCost, guard, guardCost) = (term, cost, lead, leadCost);
            else if (term != lead && cost < guardCost)
                (guard, guardCost) = (term, cost);
        }

        return new Choice(leadCost, [(lead, guard)]);
    }

    private static long Cost(IndexTerm term) => term.Kind switch
    {
        TermKind.Word => Everywhere.Contains(term.Text) ? 1_000_000L + term.Uses : term.Uses,

        // The shorter a prefix, the more words it stands for.
        TermKind.Prefix => term.Uses + (100_000L >> Math.Min(16, 2 * term.Text.Length)),
        _ => term.Uses + (Everywhere.Contains(term.Text.ToLowerInvariant()) ? 1_000_000L : 0),
    };
}
