namespace Alerts.Detection.Matching;

/// <summary>
/// Aho-Corasick over UTF-16 text with a dense transition table: finds all patterns in one pass.
/// Case, typographic quotes, dashes and spaces are folded while it runs, so it reads the raw text.
/// </summary>
internal sealed class PatternAutomaton
{
    private readonly byte[] classes = new byte[char.MaxValue + 1];
    private readonly int classCount;
    private readonly int[] next;
    private readonly int[] outputStart;
    private readonly int[] outputs;
    private readonly int[] lengths;

    /// <param name="patterns">Patterns in lower case; index in the list is the pattern's id. Empty ones never match.</param>
    public PatternAutomaton(IReadOnlyList<string> patterns)
    {
        // Class 0: every character that no pattern has.
        var count = 1;
        foreach (var pattern in patterns)
        {
            foreach (var c in pattern)
            {
                if (classes[c] == 0)
                    classes[c] = checked((byte)count++);
            }
        }

        for (var c = 0; c <= char.MaxValue; c++)
        {
            var folded = Text.NormalizedText.Fold((char)c);
            var lower = folded == '\0' ? (char)c : char.ToLowerInvariant(folded);
            if (classes[c] == 0 && lower != c)
                classes[c] = classes[lower];
        }

        classCount = count;
        lengths = [.. patterns.Select(p => p.Length)];
        (next, outputStart, outputs) = Build(patterns);
    }

    private (int[] Next, int[] OutputStart, int[] Outputs) Build(IReadOnlyList<string> patterns)
    {
        var trie = new List<int[]> { NewNode() };
        var own = new List<List<int>?> { null };
        for (var id = 0; id < patterns.Count; id++)
        {
            var node = 0;
            foreach (var c in patterns[id])
            {
                var cls = classes[c];
                if (trie[node][cls] < 0)
                {
                    trie[node][cls] = trie.Count;
                    trie.Add(NewNode());
                    own.Add(null);
                }

                node = trie[node][cls];
            }

            if (node != 0)
                (own[node] ??= []).Add(id);
        }

        // Breadth first: fail links become plain transitions, outputs of the suffix are appended.
        var fail = new int[trie.Count];
        var order = new List<int>(trie.Count);
        var queue = new Queue<int>();
        for (var cls = 0; cls < classCount; cls++)
        {
            if (trie[0][cls] < 0)
            {
                trie[0][cls] = 0;
            }
            else
            {
                queue.Enqueue(trie[0][cls]);
            }
        }

        while (queue.TryDequeue(out var node))
        {
            order.Add(node);
            for (var cls = 0; cls < classCount; cls++)
            {
                var child = trie[node][cls];
                if (child < 0)
                {
                    trie[node][cls] = trie[fail[node]][cls];
                }
                else
                {
                    fail[child] = trie[fail[node]][cls];
                    queue.Enqueue(child);
                }
            }
        }

        var all = new List<int>[trie.Count];
        all[0] = [];
        foreach (var node in order)
            all[node] = [.. own[node] ?? [], .. all[fail[node]]];

        // States are renumbered so that those with output come last: one comparison tells a match.
        var states = Enumerable.Range(0, trie.Count).OrderBy(n => all[n].Count == 0 ? 0 : 1).ThenBy(n => n).ToArray();
        var renumbered = new int[trie.Count];
        for (var i = 0; i < states.Length; i++)
            renumbered[states[i]] = i;
        var table = new int[trie.Count * classCount];
        var starts = new int[trie.Count + 1];
        var flat = new List<int>();
        for (var i = 0; i < states.Length; i++)
        {
            for (var cls = 0; cls < classCount; cls++)
                table[(i * classCount) + cls] = renumbered[trie[states[i]][cls]] * classCount;
            starts[i] = flat.Count;
            flat.AddRange(all[states[i]]);
        }

        starts[^1] = flat.Count;
        FirstOutput = states.TakeWhile(n => all[n].Count == 0).Count() * classCount;
        return (table, starts, [.. flat]);
    }

    private int[] NewNode()
    {
        var node = new int[classCount];
        Array.Fill(node, -1);
        return node;
    }

    private int FirstOutput { get; set; }

    /// <summary>Calls <paramref name="found"/> for every occurrence whose neighbours are no letters or digits, in order of its end.</summary>
    public void Scan(string text, Action<int, int, int> found)
    {
        var table = next;
        var map = classes;
        var firstOutput = FirstOutput;
        var state = 0;
        for (var i = 0; i < text.Length; i++)
        {
            state = table[state + map[text[i]]];
            if (state >= firstOutput)
                Report(text, i + 1, state / classCount, found);
        }
    }

    private void Report(string text, int end, int state, Action<int, int, int> found)
    {
        if (end < text.Length && char.IsLetterOrDigit(text[end]))
            return;
        for (var o = outputStart[state]; o < outputStart[state + 1]; o++)
        {
            var id = outputs[o];
            var start = end - lengths[id];
            if (start == 0 || !char.IsLetterOrDigit(text[start - 1]))
                found(id, start, end);
        }
    }
}
