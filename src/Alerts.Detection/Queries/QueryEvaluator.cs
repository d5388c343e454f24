namespace Alerts.Detection.Queries;

/// <summary>Decides one query on one document by walking the query and scanning the words: plain, slow, and what the index is held against.</summary>
internal static class QueryEvaluator
{
    internal static bool Matches(QueryNode node, QueryDocument document) => node switch
    {
        AndNode and => and.Operands.All(each => Matches(each, document)),
        OrNode or => or.Operands.Any(each => Matches(each, document)),
        NotNode not => !Matches(not.Operand, document),
        PhraseNode { Field: QueryField.Source } source => document.IsFrom(source.Terms),
        PhraseNode phrase => Find(phrase, document).Any(),
        NearNode near => Find(near, document).Any(),
        LanguageNode language => document.Speaks(language.Tag),
        _ => false,
    };

    /// <summary>Gathers where the operands that are not excluded stand. The node matches.</summary>
    internal static void Collect(QueryNode node, QueryDocument document, List<EvidenceBuilder.Hit> hits, ref int operand)
    {
        switch (node)
        {
            case AndNode and:
                foreach (var each in and.Operands)
                    Collect(each, document, hits, ref operand);
                break;
            case OrNode or:
                foreach (var each in or.Operands)
                    if (Matches(each, document))
                        Collect(each, document, hits, ref operand);
                break;
            case PhraseNode { Field: not QueryField.Source } phrase:
                foreach (var (first, last) in Find(phrase, document))
                    hits.Add(new(operand, first, last));
                operand++;
                break;
            case NearNode near:
                foreach (var (left, right) in Find(near, document))
                {
                    hits.Add(new(operand, left.First, left.Last));
                    hits.Add(new(operand, right.First, right.Last));
                }

                operand++;
                break;
        }
    }

    /// <summary>Where a phrase stands: first and last occurrence of each place.</summary>
    internal static IEnumerable<(Occurrence First, Occurrence Last)> Find(PhraseNode phrase, QueryDocument document)
    {
        for (var i = 0; i < Scope(phrase, document); i++)
        {
            var first = document.Words.Occurrences[i];
            foreach (var last in Ends(phrase, 0, i, document))
                yield return (first, document.Words.Occurrences[last]);
        }
    }

    /// <summary>Places of the two phrases that are near enough.</summary>
    internal static IEnumerable<((Occurrence First, Occurrence Last) Left, (Occurrence First, Occurrence Last) Right)> Find(NearNode near, QueryDocument document)
    {
        var rights = Find(near.Right, document).ToArray();
        return from left in Find(near.Left, document)
               from right in rights
               where IsNear(left, right, near.Distance)
               select (left, right);
    }

    private static bool IsNear((Occurrence First, Occurrence Last) a, (Occurrence First, Occurrence Last) b, int distance)
    {
        var (before, after) = a.First.Position <= b.First.Position ? (a, b) : (b, a);
        var steps = after.First.Position - before.Last.Last;
        return steps > 0 && steps <= distance;
    }

    private static IEnumerable<int> Ends(PhraseNode phrase, int term, int at, QueryDocument document)
    {
        var here = document.Words.Occurrences[at];
        if (!Accepts(phrase.Terms[term], here, document))
            yield break;

        if (term == phrase.Terms.Count - 1)
        {
            yield return at;
            yield break;
        }

        for (var next = at + 1; next < Scope(phrase, document) && document.Words.Occurrences[next].Position <= here.Last + 1; next++)
        {
            if (document.Words.Occurrences[next].Position == here.Last + 1)
                foreach (var end in Ends(phrase, term + 1, next, document))
                    yield return end;
        }
    }

    private static int Scope(PhraseNode phrase, QueryDocument document) =>
        phrase.Field == QueryField.Title ? document.TitleOccurrences : document.Words.Occurrences.Length;

    private static bool Accepts(QueryTerm term, in Occurrence occurrence, QueryDocument document) => term.Kind switch
    {
        TermKind.Word => document.Words.Word(occurrence.Word).SequenceEqual(term.Text),
        TermKind.Prefix => document.Words.Word(occurrence.Word).StartsWith(term.Text),
        _ => document.Words.Exact(occurrence).SequenceEqual(term.Text),
    };
}
