namespace Alerts.Detection.Queries;

/// <summary>
/// Terms by their text: one writer, readers that never wait. Open addressing in so many pieces that the growth of one takes
/// microseconds; a look costs the slot, the term and, where it is the one, its text. Nothing is ever taken out.
/// </summary>
internal sealed class TermMap
{
    private const int Shards = 256;
    private const int FirstSize = 16;

    private readonly Shard[] shards = [.. Enumerable.Range(0, Shards).Select(_ => new Shard())];

    /// <summary>Random in each process, so that nobody can choose words that collide.</summary>
    internal static uint Hash(ReadOnlySpan<char> text) => (uint)string.GetHashCode(text);

    /// <summary>
    /// The first term to be compared with a text of this hash. To ask this for many texts before any is compared lets the
    /// processor fetch them together.
    /// </summary>
    internal IndexTerm? Candidate(uint hash)
    {
        var slots = Volatile.Read(ref shards[hash >> 24].Slots);
        return slots[hash & (slots.Length - 1)];
    }

    internal IndexTerm? Find(ReadOnlySpan<char> text) => Find(text, Hash(text));

    /// <param name="text">The text.</param>
    /// <param name="hash">Its <see cref="Hash"/>.</param>
    internal IndexTerm? Find(ReadOnlySpan<char> text, uint hash)
    {
        var slots = Volatile.Read(ref shards[hash >> 24].Slots);
        var mask = (uint)slots.Length - 1;
        for (var slot = hash & mask; ; slot = (slot + 1) & mask)
        {
            if (Volatile.Read(ref slots[slot]) is not { } term)
                return null;
            if (term.Hash == hash && text.SequenceEqual(term.Text))
                return term;
        }
    }

    /// <param name="term">One that is not there yet.</param>
    internal void Add(IndexTerm term)
    {
        var shard = shards[term.Hash >> 24];
        if (++shard.Count * 2 > shard.Slots.Length)
        {
            var grown = new IndexTerm?[shard.Slots.Length * 2];
            foreach (var old in shard.Slots)
            {
                if (old is not null)
                    Put(grown, old);
            }

            Volatile.Write(ref shard.Slots, grown);
        }

        Put(shard.Slots, term);
    }

    private static void Put(IndexTerm?[] slots, IndexTerm term)
    {
        var mask = (uint)slots.Length - 1;
        var slot = term.Hash & mask;
        while (slots[slot] is not null)
            slot = (slot + 1) & mask;
        Volatile.Write(ref slots[slot], term);
    }

    private sealed class Shard
    {
        /// <summary>A power of two of them, at most half in use.</summary>
        public IndexTerm?[] Slots = new IndexTerm?[FirstSize];

        public int Count;
    }
}
