namespace Alerts.Detection.Queries;

/// <summary>
/// A query as a row of integers, a tenth of the tree's size. Each node is a header and what follows:
/// <code>
/// And, Or   header(count)            size  node…
/// Not       header                   node
/// Phrase    header(count, title?)    term…
/// Near      header(distance)         phrase phrase
/// Test      header                   number
/// </code>
/// Behind the root stand the ids of the terms that lead to the query.
/// </summary>
internal static class QueryProgram
{
    private const int OpBits = 3;
    private const int TitleBit = 1 << OpBits;
    private const int CountShift = OpBits + 1;

    internal enum Op
    {
        And,
        Or,
        Not,
        Phrase,
        Near,
        Test,
    }

    internal static Op OpOf(int header) => (Op)(header & (TitleBit - 1));

    /// <summary>Operands, terms or distance.</summary>
    internal static int CountOf(int header) => header >> CountShift;

    internal static bool IsTitle(int header) => (header & TitleBit) != 0;

    /// <summary>How many integers the node at <paramref name="at"/> takes.</summary>
    internal static int Size(ReadOnlySpan<int> code, int at) => OpOf(code[at]) switch
    {
        Op.And or Op.Or => code[at + 1],
        Op.Not => 1 + Size(code, at + 1),
        Op.Phrase => 1 + CountOf(code[at]),
        Op.Near => NearSize(code, at),
        _ => 2,
    };

    /// <summary>Whether the query is one word, or two joined by AND, anywhere and in any case.</summary>
    internal static bool IsPlain(ReadOnlySpan<int> code, TermTable terms) => OpOf(code[0]) switch
    {
        Op.Phrase => IsWord(code, 0, terms),
        Op.And => CountOf(code[0]) == 2 && Size(code, 0) == 6 && IsWord(code, 2, terms) && IsWord(code, 4, terms),
        _ => false,
    };

    private static bool IsWord(ReadOnlySpan<int> code, int at, TermTable terms) =>
        code[at] == Header(Op.Phrase, 1) && terms[code[at + 1]].Kind == TermKind.Word;

    /// <summary>The terms that lead to the query.</summary>
    internal static ReadOnlySpan<int> Leads(ReadOnlySpan<int> code) => code[Size(code, 0)..];

    /// <summary>Notes that a query uses its terms (1) or no longer does (-1).</summary>
    /// <returns>The highest term id; -1 without terms.</returns>
    internal static int Count(ReadOnlySpan<int> code, TermTable terms, int change) => Count(code, 0, terms, change);

    private static int Count(ReadOnlySpan<int> code, int at, TermTable terms, int change)
    {
        var highest = -1;
        var (next, nodes) = OpOf(code[at]) switch
        {
            Op.And or Op.Or => (at + 2, CountOf(code[at])),
            Op.Not => (at + 1, 1),
            Op.Near => (at + 1, 2),
            _ => (at, 0),
        };
        for (; nodes > 0; nodes--, next += Size(code, next))
            highest = Math.Max(highest, Count(code, next, terms, change));

        if (OpOf(code[at]) == Op.Phrase)
        {
            foreach (var id in code.Slice(at + 1, CountOf(code[at])))
            {
                terms[id].Uses += change;
                highest = Math.Max(highest, id);
            }
        }

        return highest;
    }

    internal static void Compile(QueryNode node, TermTable terms, List<int> code)
    {
        switch (node)
        {
            case AndNode and:
                Compile(Op.And, and.Operands, terms, code);
                break;
            case OrNode or:
                Compile(Op.Or, or.Operands, terms, code);
                break;
            case NotNode not:
                code.Add(Header(Op.Not));
                Compile(not.Operand, terms, code);
                break;
            case PhraseNode { Field: not QueryField.Source } phrase:
                code.Add(Header(Op.Phrase, phrase.Terms.Count) | (phrase.Field == QueryField.Title ? TitleBit : 0));
                foreach (var term in phrase.Terms)
                    code.Add(terms.Intern(term).Id);
                break;
            case NearNode near:
                code.Add(Header(Op.Near, near.Distance));
                Compile(near.Left, terms, code);
                Compile(near.Right, terms, code);
                break;
            default:
                code.Add(Header(Op.Test));
                code.Add(terms.InternTest(node));
                break;
        }
    }

    private static void Compile(Op op, IReadOnlyList<QueryNode> operands, TermTable terms, List<int> code)
    {
        var start = code.Count;
        code.Add(Header(op, operands.Count));
        code.Add(0);
        foreach (var operand in operands)
            Compile(operand, terms, code);

        code[start + 1] = code.Count - start;
    }

    private static int Header(Op op, int count = 0) => (int)op | (count << CountShift);

    private static int NearSize(ReadOnlySpan<int> code, int at)
    {
        var left = Size(code, at + 1);
        return 1 + left + Size(code, at + 1 + left);
    }
}
