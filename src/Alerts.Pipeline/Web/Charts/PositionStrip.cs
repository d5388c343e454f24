using Alerts.Detection;
using Alerts.Pipeline.Web.Views;

namespace Alerts.Pipeline.Web.Charts;

/// <summary>A piece of an actor's time line: where it stood, and from where to where along the time shown, in hundredths.</summary>
public sealed record StripPiece(Position Position, double Start, double Width);

/// <summary>An actor's positions over time as a strip: favor runs high, neutral in the middle, against low, so that colour is never alone. Pure.</summary>
/// <param name="Words">The same for who does not see it.</param>
public sealed record PositionStrip(IReadOnlyList<StripPiece> Pieces, string Words)
{
    /// <summary>The strip from <paramref name="from"/> to <paramref name="to"/>; a position holds until the next one known.</summary>
    public static PositionStrip Of(ActorTimeline actor, DateTimeOffset from, DateTimeOffset to)
    {
        var dated = actor.Moves.Where(move => move.AsOf is not null).Reverse().Select(move => (View: move, At: move.AsOf ?? to)).ToList();
        var span = Math.Max((to - from).TotalSeconds, 1);
        var pieces = new List<StripPiece>(dated.Count);
        for (var i = 0; i < dated.Count; i++)
        {
            var start = Place(dated[i].At, from, span);
            var end = i + 1 < dated.Count ? Place(dated[i + 1].At, from, span) : 100;
            pieces.Add(new(dated[i].View.Position, start, Math.Round(end - start, 2)));
        }

        return new PositionStrip(pieces, $"{actor.Actor}: {string.Join(", then ", dated.Select(move => $"{Wording.Of(move.View)} from {Wording.Day(move.At)}"))}.");
    }

    private static double Place(DateTimeOffset at, DateTimeOffset from, double span) =>
        Math.Round(Math.Clamp((at - from).TotalSeconds / span * 100, 0, 100), 2);
}
