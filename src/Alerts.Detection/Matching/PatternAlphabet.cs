using System.Buffers;
using Alerts.Detection.Text;

namespace Alerts.Detection.Matching;

/// <summary>
/// Characters as patterns see them: case, typographic quotes, dashes and spaces folded, each character that a pattern has
/// numbered from 1, the frequent ones first. Any number of different characters is allowed.
/// </summary>
internal sealed class PatternAlphabet
{
    /// <summary>What no pattern has.</summary>
    public const ushort Absent = 0;

    /// <summary>Soft hyphens, joiners, byte order marks: passed over.</summary>
    public const ushort Invisible = ushort.MaxValue;

    private readonly ushort[] symbols = new ushort[char.MaxValue + 1];

    /// <param name="patterns">Folded patterns.</param>
    public PatternAlphabet(IEnumerable<string> patterns)
    {
        var counts = new int[char.MaxValue + 1];
        foreach (var pattern in patterns)
        {
            foreach (var c in pattern)
                counts[c]++;
        }

        // No pattern has an invisible character, so the highest number is never given to a visible one.
        var used = Enumerable.Range(0, counts.Length).Where(c => counts[c] > 0).OrderByDescending(c => counts[c]).ThenBy(c => c);
        foreach (var c in used)
            symbols[c] = (ushort)++Count;
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var folded = Fold((char)c);
            symbols[c] = folded == '\0' && c != 0 ? Invisible : symbols[folded];
        }
    }

    /// <summary>Highest symbol in use.</summary>
    public int Count { get; }

    public ushort this[char c] => symbols[c];

    /// <summary>Memory held, in bytes.</summary>
    public long Size => (long)symbols.Length * sizeof(ushort);

    /// <summary>A pattern as it is compared: lower case, typography folded, invisible characters dropped.</summary>
    public static string Fold(string pattern)
    {
        var buffer = ArrayPool<char>.Shared.Rent(pattern.Length);
        var length = 0;
        foreach (var c in pattern)
        {
            if (Fold(c) is var folded and not '\0')
                buffer[length++] = folded;
        }

        var result = new string(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer);
        return result;
    }

    private static char Fold(char c) => char.ToLowerInvariant(NormalizedText.Fold(c));
}
