using System.Runtime.CompilerServices;

namespace Alerts.Detection.Matching;

/// <summary>
/// A trie in a double array (Aoe 1989): the child of state s by symbol c is slot base(s) + c, if that slot's parent is s.
/// Three numbers a state whatever the size of the alphabet, and one look a step.
/// </summary>
internal sealed class PatternTrie
{
    /// <summary>The state before any symbol.</summary>
    public const int Root = 0;

    private const int Patience = 64;

    private readonly int[] outputs;
    private Node[] nodes;
    private int narrow = 1;
    private int wide = 1;

    /// <param name="patterns">Folded patterns; the index is the id. Empty ones are left out.</param>
    /// <param name="alphabet">The alphabet made of them.</param>
    public PatternTrie(string[] patterns, PatternAlphabet alphabet)
    {
        var ids = Enumerable.Range(0, patterns.Length).Where(i => patterns[i].Length > 0).ToArray();
        Array.Sort(ids, (a, b) => string.CompareOrdinal(patterns[a], patterns[b]) is var order and not 0 ? order : a.CompareTo(b));
        outputs = [.. ids];
        nodes = new Node[1024 + alphabet.Count];
        var last = 0;
        var symbols = new List<int>();
        var groups = new List<int>();
        var pending = new Stack<(int State, int From, int To, int Depth)>();
        pending.Push((Root, 0, ids.Length, 0));
        while (pending.TryPop(out var range))
        {
            // Sorted, so what ends here comes first, and what goes on with the same character is together.
            var from = range.From;
            while (from < range.To && patterns[ids[from]].Length == range.Depth)
                from++;
            if (from > range.From)
            {
                nodes[range.State].Output = range.From + 1;
                outputs[from - 1] = ~outputs[from - 1];
            }

            symbols.Clear();
            groups.Clear();
            for (var i = from; i < range.To; i++)
            {
                int symbol = alphabet[patterns[ids[i]][range.Depth]];
                if (symbols.Count > 0 && symbols[^1] == symbol)
                    continue;
                symbols.Add(symbol);
                groups.Add(i);
            }

            if (symbols.Count == 0)
                continue;
            groups.Add(range.To);
            var offset = Place(symbols, alphabet.Count);
            nodes[range.State].Base = offset;
            for (var k = 0; k < symbols.Count; k++)
            {
                var child = offset + symbols[k];
                nodes[child].Parent = range.State + 1;
                last = Math.Max(last, child);
                pending.Push((child, groups[k], groups[k + 1], range.Depth + 1));
            }
        }

        // Any symbol may be asked of any state.
        Array.Resize(ref nodes, last + alphabet.Count + 2);
    }

    /// <summary>The state after one symbol more; -1 where no pattern goes on so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int state, int symbol)
    {
        var child = nodes[state].Base + symbol;
        return nodes[child].Parent == state + 1 ? child : -1;
    }

    /// <summary>Where <see cref="Output"/> has the patterns that end in the state; -1 where none does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FirstOutput(int state) => nodes[state].Output - 1;

    /// <summary>The id at a place, and whether another of the same state follows.</summary>
    public (int Id, bool More) Output(int place) => outputs[place] is var id && id < 0 ? (~id, false) : (id, true);

    /// <summary>Memory held, in bytes.</summary>
    public long Size => ((long)nodes.Length * Unsafe.SizeOf<Node>()) + ((long)outputs.Length * sizeof(int));

    // The lowest offset at which all symbols fall on free slots. Those with one child fill the gaps that the others leave;
    // the others go on from where they last found room when the search gets long.
    private int Place(List<int> symbols, int symbolCount)
    {
        var lowest = symbols.Min();
        ref var cursor = ref symbols.Count == 1 ? ref narrow : ref wide;
        var tried = 0;
        for (var slot = Math.Max(cursor, lowest + 1); ; slot++)
        {
            if (slot + symbolCount >= nodes.Length)
                Array.Resize(ref nodes, (nodes.Length * 2) + symbolCount);
            tried++;
            if (nodes[slot].Parent != 0)
                continue;
            var offset = slot - lowest;
            if (!Fits(symbols, offset))
                continue;
            if (symbols.Count == 1 || tried > Patience)
                cursor = Math.Max(cursor, slot);
            return offset;
        }
    }

    private bool Fits(List<int> symbols, int offset)
    {
        foreach (var symbol in symbols)
        {
            if (nodes[offset + symbol].Parent != 0)
                return false;
        }

        return true;
    }

    private struct Node
    {
        public int Base;

        /// <summary>The parent state and one; 0 where the slot is free.</summary>
        public int Parent;

        /// <summary>Index of the first output and one; 0 where there is none.</summary>
        public int Output;
    }
}
