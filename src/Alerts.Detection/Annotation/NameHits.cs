using Alerts.Detection.Matching;

namespace Alerts.Detection.Annotation;

/// <summary>Collects the names in a text whose capitals fit. Makes no list before there is one.</summary>
internal ref struct NameHits(NameTarget[] targets, ReadOnlySpan<char> text) : IHitVisitor
{
    private readonly ReadOnlySpan<char> text = text;

    public List<NameHit>? Found { get; private set; }

    public bool Visit(int id, int start, int end)
    {
        if (targets[id].FitsCase(text, start, end))
            (Found ??= []).Add(new NameHit(id, start, end));
        return true;
    }
}

/// <summary>A name in a text: its target, the first character, and past the last.</summary>
internal readonly record struct NameHit(int Id, int Start, int End);
