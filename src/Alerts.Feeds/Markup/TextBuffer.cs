using System.Buffers;
using System.Text;

namespace Alerts.Feeds.Markup;

/// <summary>Characters gathered for one value after another; rented, so that a document costs no garbage but its strings.</summary>
internal sealed class TextBuffer : IDisposable
{
    private char[] chars = ArrayPool<char>.Shared.Rent(4096);

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    public void Append(char c)
    {
        if (Length == chars.Length)
            Grow(1);
        chars[Length++] = c;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (chars.Length - Length < text.Length)
            Grow(text.Length);
        text.CopyTo(chars.AsSpan(Length));
        Length += text.Length;
    }

    public void Append(ReadOnlySpan<byte> utf8)
    {
        if (chars.Length - Length < utf8.Length)
            Grow(utf8.Length);
        Length += Encoding.UTF8.GetChars(utf8, chars.AsSpan(Length));
    }

    public void Append(Rune rune)
    {
        if (chars.Length - Length < 2)
            Grow(2);
        Length += rune.EncodeToUtf16(chars.AsSpan(Length));
    }

    /// <summary>What was gathered, without white space at its ends.</summary>
    public ReadOnlySpan<char> Trimmed() => chars.AsSpan(0, Length).Trim();

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(chars);
        chars = [];
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(chars.Length * 2, Length + more));
        chars.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(chars);
        chars = larger;
    }
}
