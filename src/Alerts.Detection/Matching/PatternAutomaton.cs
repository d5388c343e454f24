using System.Numerics;

namespace Alerts.Detection.Matching;

/// <summary>
/// Finds all of many patterns in one pass over UTF-16 text: occurrences with no letter or digit on either side. Case,
/// typographic quotes, dashes, spaces and invisible characters are folded while it runs, so it reads raw text as well.
/// </summary>
/// <remarks>
/// A pattern can only begin where a word does, so words are found 64 characters at a time, a filter passes over those
/// that no pattern begins with, and only the rest enter the trie. A text costs at most its words times the longest pattern.
/// </remarks>
internal sealed class PatternAutomaton
{
    private readonly PatternAlphabet alphabet;
    private readonly WordFilter filter;
    private readonly PatternTrie trie;
    private readonly bool beginsWithMark;

    /// <param name="patterns">Patterns in any case; the index in the list is the pattern's id. Empty ones never match.</param>
    public PatternAutomaton(IEnumerable<string> patterns)
    {
        string[] folded = [.. patterns.Select(PatternAlphabet.Fold)];
        alphabet = new PatternAlphabet(folded);
        filter = new WordFilter(folded);
        trie = new PatternTrie(folded, alphabet);
        beginsWithMark = folded.Any(p => p.Length > 0 && !WordMask.IsWord(p[0]));
    }

    /// <summary>Memory held by its tables, in bytes.</summary>
    public long Size => trie.Size + alphabet.Size + filter.Size;

    /// <summary>Gives every occurrence to <paramref name="visitor"/>, in order of its start, until that has enough.</summary>
    public void Scan<TVisitor>(ReadOnlySpan<char> text, ref TVisitor visitor)
        where TVisitor : struct, IHitVisitor, allows ref struct
    {
        var before = 0UL; // 1 where the character before the block is a letter or digit
        for (var block = 0; block < text.Length; block += WordMask.Width)
        {
            var words = WordMask.Of(text[block..]);
            var afterWord = (words << 1) | before;
            before = words >> (WordMask.Width - 1);
            for (var starts = words & ~afterWord; starts != 0; starts &= starts - 1)
            {
                var bit = BitOperations.TrailingZeroCount(starts);
                var start = block + bit;
                var length = BitOperations.TrailingZeroCount(~(words >> bit));
                if (bit + length >= WordMask.Width)
                    length = WordLength(text, start);
                if (filter.MayBegin(text, start, length) && !Walk(text, start, ref visitor))
                    return;
            }

            if (beginsWithMark && !WalkMarks(text, block, ~(words | afterWord), ref visitor))
                return;
        }
    }

    private bool WalkMarks<TVisitor>(ReadOnlySpan<char> text, int block, ulong starts, ref TVisitor visitor)
        where TVisitor : struct, IHitVisitor, allows ref struct
    {
        for (; starts != 0; starts &= starts - 1)
        {
            var start = block + BitOperations.TrailingZeroCount(starts);
            if (start >= text.Length)
                return true;
            if (alphabet[text[start]] != PatternAlphabet.Invisible && !Walk(text, start, ref visitor))
                return false;
        }

        return true;
    }

    // All patterns that begin here; false where the visitor has enough.
    private bool Walk<TVisitor>(ReadOnlySpan<char> text, int start, ref TVisitor visitor)
        where TVisitor : struct, IHitVisitor, allows ref struct
    {
        var state = PatternTrie.Root;
        for (var i = start; i < text.Length; i++)
        {
            var symbol = alphabet[text[i]];
            if (symbol == PatternAlphabet.Invisible)
                continue;
            state = symbol == PatternAlphabet.Absent ? -1 : trie.Next(state, symbol);
            if (state < 0)
                return true;
            var output = trie.FirstOutput(state);
            if (output < 0 || (i + 1 < text.Length && WordMask.IsWord(text[i + 1])))
                continue;
            for (var more = true; more; output++)
            {
                (var id, more) = trie.Output(output);
                if (!visitor.Visit(id, start, i + 1))
                    return false;
            }
        }

        return true;
    }

    private static int WordLength(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && WordMask.IsWord(text[end]))
            end++;
        return end - start;
    }
}
