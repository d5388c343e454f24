using System.Numerics;
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
    internal static QueryEvidence[] Build(QueryDocument document, List<Hit> hits)
    {
        var sorted = CollectionsMarshal.AsSpan(hits);
        Sort(sorted);

        // A query has at most as many operands as a ulong has bits, see QueryLimits.Terms.
        var shown = 0ul;
        Span<(int From, int To)> chosen = stackalloc (int, int)[MostSentences];
        var count = 0;
        while (count < MostSentences && TryBest(sorted, shown, out var best))
        {
            foreach (var hit in sorted[best.From..best.To])
                shown |= 1ul << hit.Operand;

            chosen[count++] = best;
        }

        chosen = chosen[..count];
        if (count > 1)
            chosen.Sort(static (a, b) => a.From.CompareTo(b.From));

        var evidence = new QueryEvidence[count];
        for (var i = 0; i < count; i++)
            evidence[i] = Show(document, sorted[chosen[i].From..chosen[i].To]);

        return evidence;
    }

    /// <summary>Hits are few and come in sorted runs, where plain insertion is the fastest.</summary>
    private static void Sort(Span<Hit> hits)
    {
        if (hits.Length > 64)
        {
            hits.Sort(static (a, b) => Compare(a, b));
            return;
        }

        for (var i = 1; i < hits.Length; i++)
        {
            var hit = hits[i];
            var to = i;
            for (; to > 0 && Compare(hits[to - 1], hit) > 0; to--)
                hits[to] = hits[to - 1];

            hits[to] = hit;
        }
    }

    private static int Compare(in Hit a, in Hit b) => a.Sentence != b.Sentence ? a.Sentence.CompareTo(b.Sentence)
        : a.Start != b.Start ? a.Start.CompareTo(b.Start)
        : a.End != b.End ? b.End.CompareTo(a.End)
        : a.Operand.CompareTo(b.Operand);

    private static bool TryBest(ReadOnlySpan<Hit> hits, ulong shown, out (int From, int To) best)
    {
        best = default;
        var most = 0;
        for (var from = 0; from < hits.Length;)
        {
            var to = from;
            var adds = 0ul;
            while (to < hits.Length && hits[to].Sentence == hits[from].Sentence)
                adds |= 1ul << hits[to++].Operand;

            var count = BitOperations.PopCount(adds & ~shown);
            if (count > most)
                (best, most) = ((from, to), count);

            from = to;
        }

        return most > 0;
    }

    private static QueryEvidence Show(QueryDocument document, ReadOnlySpan<Hit> hits)
    {
        var number = hits[0].Sentence;
        var part = number < document.TitleSentences ? TextPart.Title : TextPart.Text;
        var sentence = document.Words.Sentences[number];
        if (sentence.Length <= MostLetters && hits[0].End <= sentence.End)
            return new QueryEvidence(part, sentence, document.Quote(number), Terms(hits, sentence.End));

        var text = part == TextPart.Title ? document.Title : document.Text;
        var (start, end) = (sentence.Start, Math.Max(sentence.End, hits[0].End));
        if (end - start > MostLetters)
        {
            start = WordStart(text, start, hits[0].Start - Lead);
            end = Math.Max(hits[0].End, WordEnd(text, end, start + MostLetters));
        }

        return new QueryEvidence(part, new TextSpan(start, end), text[start..end], Terms(hits, end));
    }

    /// <summary>The hits up to <paramref name="end"/>, those that overlap as one.</summary>
    private static TextSpan[] Terms(ReadOnlySpan<Hit> hits, int end)
    {
        var terms = new TextSpan[hits.Length];
        var count = 0;
        foreach (var hit in hits)
        {
            if (hit.End > end)
                continue;

            if (count > 0 && hit.Start < terms[count - 1].End)
                terms[count - 1] = new TextSpan(terms[count - 1].Start, Math.Max(terms[count - 1].End, hit.End));
            else
                terms[count++] = new TextSpan(hit.Start, hit.End);
        }

        return count == terms.Length ? terms : terms[..count];
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
