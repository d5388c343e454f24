using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Syndication;

/// <summary>A change as an entry of a feed.</summary>
/// <param name="Id">Of its signal; the entry's stable id is made of it.</param>
/// <param name="Text">The sentence and where it stands, plain.</param>
public sealed record ChangeItem(string Id, string Title, string Text, DateTimeOffset At)
{
    /// <summary>A topic's changes, newest first; a first known position is none.</summary>
    public static IReadOnlyList<ChangeItem> Of(TopicView topic) =>
    [
        .. topic.Actors.SelectMany(actor => actor.Moves.SkipLast(1).Select((to, i) => Of(topic.Topic, actor, actor.Moves[i + 1], to)))
            .OfType<ChangeItem>().OrderByDescending(item => item.At),
    ];

    private static ChangeItem? Of(TopicLabel topic, ActorTimeline actor, PositionView from, PositionView to) =>
        to is { SignalId: { } signal, AsOf: { } at }
            ? new ChangeItem(
                signal,
                $"{actor.Actor}: {Wording.TopicAbout(topic, actor.About, actor.Actor)}, {Wording.Of(from)} -> {Wording.Of(to)}",
                to.Proof is { } proof ? $"\u201C{proof.Sentence}\u201D {to.Source?.Outlet}" : Wording.Of(to),
                at)
            : null;
}
