using Alerts.Feeds.Markup;

namespace Alerts.Feeds.Reading;

/// <summary>The open elements, and the prefixes bound in them.</summary>
internal sealed class FrameStack
{
    public const int MaxDepth = 200;
    private const int MaxBindings = 200;

    private readonly List<Binding> bindings = [];
    private Frame[] frames = new Frame[16];

    public FrameStack(Frame document) => frames[0] = document;

    /// <summary>How many elements are open.</summary>
    public int Depth { get; private set; }

    public ref Frame Top => ref frames[Depth];

    public int Bindings => bindings.Count;

    /// <summary>The vocabulary of names without a prefix.</summary>
    public Space DefaultSpace { get; private set; } = Space.Feed;

    public Frame this[int depth] => frames[depth];

    /// <exception cref="FeedFormatException">The elements nest deeper than <see cref="MaxDepth"/>.</exception>
    public void Push(Frame frame)
    {
        if (Depth == MaxDepth)
        {
            throw new FeedFormatException(
                $"The feed nests its elements deeper than {MaxDepth} at byte {frame.Name.Start}; such a document is broken or hostile, check the feed's address.");
        }
        if (++Depth == frames.Length)
            Array.Resize(ref frames, frames.Length * 2);
        frames[Depth] = frame;
    }

    public Frame Pop()
    {
        var frame = frames[Depth--];
        Unbind(frame.Bindings);
        return frame;
    }

    public void Bind(Binding binding)
    {
        if (bindings.Count == MaxBindings)
            return;
        bindings.Add(binding);
        if (binding.Prefix.Length == 0)
            DefaultSpace = binding.Space;
    }

    public void Unbind(int count)
    {
        if (bindings.Count <= count)
            return;
        bindings.RemoveRange(count, bindings.Count - count);
        var last = bindings.FindLastIndex(binding => binding.Prefix.Length == 0);
        DefaultSpace = last < 0 ? Space.Feed : bindings[last].Space;
    }

    /// <summary>The innermost binding of a prefix; null when there is none.</summary>
    public Space? SpaceOf(ReadOnlySpan<byte> source, ReadOnlySpan<byte> prefix)
    {
        for (var i = bindings.Count - 1; i >= 0; i--)
        {
            if (bindings[i].Prefix.Length == prefix.Length && bindings[i].Prefix.Of(source).SequenceEqual(prefix))
                return bindings[i].Space;
        }
        return null;
    }

    /// <summary>The depth of the innermost open element of that name, 0 when there is none.</summary>
    public int Find(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
            return 0;
        for (var depth = Depth; depth > 0; depth--)
        {
            // Most are told apart by length or first letter, and every stray end tag asks for all of them.
            var open = frames[depth].Name;
            if (open.Length == name.Length && ((source[open.Start] ^ name[0]) & 0xDF) == 0 && Bytes.EqualsIgnoreCase(open.Of(source), name))
                return depth;
        }
        return 0;
    }
}
