using Alerts.Detection.Matching;

namespace Alerts.Detection.Annotation;

/// <summary>Opens at the first mention of a topic whose capitals fit.</summary>
internal ref struct TopicGate(NameTarget[] targets, ReadOnlySpan<char> text) : IHitVisitor
{
    private readonly ReadOnlySpan<char> text = text;

    public bool Open { get; private set; }

    public bool Visit(int id, int start, int end)
    {
        Open = targets[id].FitsCase(text, start, end);
        return !Open;
    }
}
