
namespace Alerts.Feeds.Dedupe;

/// <summary>
/// A sketch of a text's word shingles that tells near-duplicates: 128 minima of hashed 4-word shingles, one byte each
/// (Broder, "On the resemblance and containment of documents", 1997; Li and König, "b-bit minwise hashing", 2010).
/// 128 bytes, 172 characters in Base64. Texts under 4 words have one shingle.
/// </summary>
public sealed class TextSketch
{
    /// <summary>
    /// From this <see cref="Similarity"/> on two texts are one story: a wire copy with another headline, byline and some edited
    /// sentences stays above it, two reports on one event written apart stay far below.
    /// </summary>
    public const double SameStory = 0.5;

    private const int Size = 128;
    private const int Words = 4;

    private readonly byte[] minima;

    private TextSketch(byte[] minima) => this.minima = minima;

    /// <summary>The sketch of <paramref name="text"/>; case, punctuation and white space do not count.</summary>
    public static TextSketch Of(string text)
    {
        Span<ulong> least = stackalloc ulong[Size];
        least.Fill(ulong.MaxValue);
        Span<ulong> window = stackalloc ulong[Words];
        var count = 0;
        foreach (var word in new WordHashes(text))
        {
            window[count++ % Words] = word;
            if (count >= Words)
                Add(least, Shingle(window, count));
        }
        if (count is > 0 and < Words)
            Add(least, Shingle(window[..count], count));
        var bytes = new byte[Size];
        for (var i = 0; i < Size; i++)
            bytes[i] = (byte)(least[i] >> 32);
        return new TextSketch(bytes);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null when the text is no sketch.</summary>
    public static TextSketch? Parse(string text)
    {
        var bytes = new byte[Size];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == Size ? new TextSketch(bytes) : null;
    }

    /// <summary>The estimated share of common shingles, 0 to 1, with a standard error under 0.05.</summary>
    public double Similarity(TextSketch other)
    {
        var equal = 0;
        for (var i = 0; i < Size; i++)
            equal += minima[i] == other.minima[i] ? 1 : 0;
        // One minimum in 256 agrees by chance.
        return Math.Clamp((equal / (double)Size - 1 / 256.0) / (1 - 1 / 256.0), 0, 1);
    }

    /// <summary>Whether both are one story told twice.</summary>
    public bool IsNear(TextSketch other) => Similarity(other) >= SameStory;

    /// <summary>Base64.</summary>
    public override string ToString() => Convert.ToBase64String(minima);

    private static ulong Shingle(ReadOnlySpan<ulong> window, int next)
    {
        var hash = 0x9E3779B97F4A7C15UL;
        for (var i = 0; i < window.Length; i++)
            hash = Mix(hash ^ window[(next + i) % window.Length]);
        return hash;
    }

    private static void Add(Span<ulong> least, ulong shingle)
    {
        var second = Mix(shingle ^ 0xC2B2AE3D27D4EB4FUL) | 1;
        for (var i = 0; i < least.Length; i++)
        {
            var hash = Mix(shingle + (ulong)i * second);
            if (hash < least[i])
                least[i] = hash;
        }
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    /// <summary>FNV-1a of each run of letters and digits, folded to upper case.</summary>
    private ref struct WordHashes(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;

        public ulong Current { get; private set; }

        public readonly WordHashes GetEnumerator() => this;

        public bool MoveNext()
        {
            var start = 0;
            while (start < rest.Length && !char.IsLetterOrDigit(rest[start]))
                start++;
            if (start == rest.Length)
                return false;
            var hash = 0xCBF29CE484222325UL;
            var end = start;
            for (; end < rest.Length && char.IsLetterOrDigit(rest[end]); end++)
                hash = (hash ^ char.ToUpperInvariant(rest[end])) * 0x100000001B3UL;
            Current = hash;
            rest = rest[end..];
            return true;
        }
    }
}
