using Alerts.Pipeline.Signals;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Syndication;

/// <summary>A signal as an entry of a feed.</summary>
/// <param name="Id">Of the signal; the entry's stable id is made of it.</param>
/// <param name="Text">The sentence and where it stands, plain.</param>
/// <param name="Link">Where to read it.</param>
public sealed record FeedItem(string Id, string Title, string Text, DateTimeOffset At, string Link)
{
    /// <summary>A topic's changes, newest first; a first known position is none.</summary>
    public static IReadOnlyList<FeedItem> Of(TopicView topic, SiteLinks links) =>
    [
        .. topic.Actors.SelectMany(actor => actor.Moves.SkipLast(1).Select((to, i) => Of(topic.Topic, actor, actor.Moves[i + 1], to, links)))
            .OfType<FeedItem>().OrderByDescending(item => item.At),
    ];

    /// <summary>Signals as they are listed.</summary>
    public static IReadOnlyList<FeedItem> Of(IEnumerable<SignalView> signals, SiteLinks links) =>
        [.. signals.Select(signal => new FeedItem(signal.Id, Wording.Headline(signal), Says(signal.To, signal.Confidence), signal.To.AsOf ?? signal.Times.Detected, links.Signal(signal.Id)))];

    /// <summary>What a query finds. The id is that of the signal which its subscribers get; the link leads to the article, since nobody may be subscribed.</summary>
    public static IReadOnlyList<FeedItem> Of(QueryView query, SiteLinks links) =>
    [
        .. query.Matches.Select(match => new FeedItem(
            match.Id, match.Title, $"\u201C{match.Proof.Sentence}\u201D {match.Source.Outlet}", match.At, match.Source.SafeUrl ?? links.Query(query.Text))),
    ];

    private static FeedItem? Of(TopicLabel topic, ActorTimeline actor, PositionView from, PositionView to, SiteLinks links) =>
        to is { SignalId: { } signal, AsOf: { } at }
            ? new FeedItem(
                signal,
                $"{actor.Actor}: {Wording.TopicAbout(topic, actor.About, actor.Actor)}, {Wording.Of(from)} -> {Wording.Of(to)}",
                Says(to, to.Confidence),
                at,
                links.Signal(signal))
            : null;

    private static string Says(PositionView to, Confidence? sure) =>
        $"{(to.Proof is { } proof ? $"\u201C{proof.Sentence}\u201D {to.Source?.Outlet}" : Wording.Of(to))}{(sure is null ? "" : $"\n{sure.Sentence}")}";
}
