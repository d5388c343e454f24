using System.Runtime.InteropServices;

namespace Alerts.Detection.Queries;

/// <summary>The words of a document: every occurrence in order, the distinct words, the sentences.</summary>
internal sealed class DocumentWords
{
    private readonly WordReader reader;
    private readonly List<Occurrence> occurrences;
    private readonly List<TextSpan> sentences = [];
    private readonly List<Range> distinct = [];
    private char[] lower = [];
    private int[] firsts = [];
    private int[] nexts = [];
    private int position;

    internal DocumentWords(int length)
    {
        reader = new WordReader(length);
        occurrences = new List<Occurrence>(length / 5 + 8);
    }

    /// <summary>In the order of their first position; of those that start together the longest first.</summary>
    internal ReadOnlySpan<Occurrence> Occurrences => CollectionsMarshal.AsSpan(occurrences);

    internal List<TextSpan> Sentences => sentences;

    /// <summary>How many distinct words there are.</summary>
    internal int Count => distinct.Count;

    /// <summary>A distinct word, lower-case.</summary>
    internal ReadOnlySpan<char> Word(int number) => lower.AsSpan(distinct[number]);

    /// <summary>An occurrence as the text has its case.</summary>
    internal ReadOnlySpan<char> Exact(in Occurrence occurrence) => reader.Spelling.Slice(occurrence.From, occurrence.Length);

    /// <summary>The first occurrence of a distinct word.</summary>
    internal int First(int word) => firsts[word];

    /// <summary>The next occurrence of the same word; -1 after the last.</summary>
    internal int Next(int occurrence) => nexts[occurrence];

    internal void Skip(int positions) => position += positions;

    internal void Add(string text)
    {
        reader.Read(text);
        var (start, wordStart, wordEnd) = (-1, 0, 0);
        while (reader.Next())
        {
            var parts = reader.Parts;
            if (start < 0)
            {
                start = FirstVisible(text, 0);
            }
            else if (SentenceBreaks.TryFind(text, wordStart, wordEnd, parts[0].Start, out var end))
            {
                sentences.Add(new TextSpan(start, end));
                start = FirstVisible(text, end);
            }

            Add(parts);
            (wordStart, wordEnd) = (parts[^1].Start, parts[^1].End);
        }

        if (start >= 0)
            sentences.Add(new TextSpan(start, text.AsSpan().TrimEnd().Length));
    }

    /// <summary>Numbers the distinct words.</summary>
    internal void Finish()
    {
        lower = new char[reader.Spelling.Length];
        reader.Spelling.ToLowerInvariant(lower);
        var numbers = new Dictionary<string, int>(occurrences.Count / 2, StringComparer.Ordinal);
        var lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        var span = CollectionsMarshal.AsSpan(occurrences);
        for (var i = 0; i < span.Length; i++)
        {
            var range = span[i].From..(span[i].From + span[i].Length);
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, lower.AsSpan(range), out var known);
            if (!known)
            {
                number = distinct.Count;
                distinct.Add(range);
            }

            span[i] = span[i] with { Word = number };
        }

        firsts = new int[distinct.Count];
        nexts = new int[span.Length];
        firsts.AsSpan().Fill(-1);
        for (var i = span.Length - 1; i >= 0; i--)
            (nexts[i], firsts[span[i].Word]) = (firsts[span[i].Word], i);
    }

    /// <summary>The words of a short text, case kept, compounds as their parts.</summary>
    internal static string[] Simple(string text)
    {
        var reader = new WordReader(text.Length);
        reader.Read(text);
        List<string> words = [];
        while (reader.Next())
            foreach (var part in reader.Parts)
                words.Add(reader.Spelling[part.From..part.To].ToString());

        return [.. words];
    }

    private void Add(ReadOnlySpan<WordReader.Part> parts)
    {
        if (parts.Length > 1)
            Add(position, position + parts.Length - 1, parts[0].Start, parts[^1].End, parts[0].From, parts[^1].To);

        foreach (var part in parts)
        {
            Add(position, position, part.Start, part.End, part.From, part.To);
            if (part.TailStart >= 0)
                Add(position, position, part.TailStart, part.End, part.TailFrom, part.To);

            position++;
        }
    }

    private void Add(int first, int last, int start, int end, int from, int to)
    {
        if (to > from && to - from <= QueryLimits.WordLength)
            occurrences.Add(new Occurrence(-1, first, last, start, end, from, to - from, sentences.Count));
    }

    private static int FirstVisible(string text, int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
            from++;

        return from;
    }
}
