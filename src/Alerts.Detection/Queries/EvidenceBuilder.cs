using System.Runtime.InteropServices;

namespace Alerts.Detection.Queries;

/// <summary>Chooses the sentences that show what matched.</summary>
internal static class EvidenceBuilder
{
    private const int MostSentences = 3;
    private const int MostLetters = 400;
    private const int Lead = 120;

    /// <summary>A place where an operand of the query stands.</summary>
    /// <param name="Operand">Which operand, counted from 0.</param>
    internal readonly record struct Hit(int Operand, int Sentence, int Start, int End)
    {
        internal Hit(int operand, in Occurrence first, in Occurrence last)
            : this(operand, first.Sentence, first.Start, Math.Max(first.End, last.End))
        {
        }
    }

    /// <summary>Takes the sentence with the most operands, then the one that adds most, and so on; ties go to the earlier.</summary>
    /// <param name="document">The document.</param>
    /// <param name="hits">In any order; sorted by the call. At least one.</param>
    internal static IReadOnlyList<QueryEvidence> Build(QueryDocument document, List<Hit> hits)
    {
        if (hits.Count > 1)
            hits.Sort(static (a, b) => a.Sentence != b.Sentence ? a.Sentence.CompareTo(b.Sentence)
                : a.Start != b.Start ? a.Start.CompareTo(b.Start)
                : a.End != b.End ? b.End.CompareTo(a.End)
                : a.Operand.CompareTo(b.Operand));

        var sorted = CollectionsMarshal.AsSpan(hits);
        var chosen = new List<QueryEvidence>(1);
        UInt128 shown = 0;
        while (chosen.Count < MostSentences)
        {
            var (from, to) = Best(sorted, shown);
            if (to == 0)
                break;

            for (var i = from; i < to; i++)
                shown |= Bit(sorted[i]);

            chosen.Add(Show(document, sorted[from..to]));
        }

        if (chosen.Count > 1)
            chosen.Sort(static (a, b) => a.Part != b.Part ? a.Part.CompareTo(b.Part) : a.Span.Start.CompareTo(b.Span.Start));

        return chosen;
    }

    // A query has fewer operands than a UInt128 has bits.
    private static UInt128 Bit(Hit hit) => UInt128.One << hit.Operand;

    private static (int From, int To) Best(ReadOnlySpan<Hit> hits, UInt128 shown)
    {
        var best = (From: 0, To: 0);
        var most = 0;
        for (var from = 0; from < hits.Length;)
        {
            var to = from;
            var adds = shown;
            while (to < hits.Length && hits[to].Sentence == hits[from].Sentence)
                adds |= Bit(hits[to++]);

            var count = (int)UInt128.PopCount(adds & ~shown);
            if (count > most)
                (best, most) = ((from, to), count);

            from = to;
        }

        return best;
    }

    private static QueryEvidence Show(QueryDocument document, ReadOnlySpan<Hit> hits)
    {
        var part = hits[0].Sentence < document.TitleSentences ? TextPart.Title : TextPart.Text;
        var text = part == TextPart.Title ? document.Title : document.Text;
        var sentence = document.Words.Sentences[hits[0].Sentence];
        var (start, end) = (sentence.Start, Math.Max(sentence.End, hits[0].End));
        if (end - start > MostLetters)
        {
            start = WordStart(text, start, hits[0].Start - Lead);
            end = Math.Max(hits[0].End, WordEnd(text, end, start + MostLetters));
        }

        List<TextSpan> terms = [];
        foreach (var hit in hits)
        {
            if (hit.End > end)
                continue;

            if (terms.Count > 0 && hit.Start < terms[^1].End)
                terms[^1] = terms[^1] with { End = Math.Max(terms[^1].End, hit.End) };
            else
                terms.Add(new TextSpan(hit.Start, hit.End));
        }

        return new QueryEvidence(part, new TextSpan(start, end), text[start..end], terms);
    }

    private static int WordStart(string text, int earliest, int at)
    {
        if (at <= earliest)
            return earliest;

        while (at > earliest && !char.IsWhiteSpace(text[at - 1]))
            at--;

        return at;
    }

    private static int WordEnd(string text, int latest, int at)
    {
        if (at >= latest)
            return latest;

        var end = at;
        while (end > 0 && !char.IsWhiteSpace(text[end]))
            end--;

        // Scripts without blanks are cut where they are, but never within a pair.
        return at - end < Lead ? end : char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }
}
