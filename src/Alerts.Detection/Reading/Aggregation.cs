namespace Alerts.Detection.Reading;

/// <summary>One finding an (actor, topic, about, to), with its best proof; a change outweighs a statement of the position it leaves.</summary>
internal static class Aggregation
{
    public static IReadOnlyList<Finding> BestOf(List<Finding> findings)
    {
        var best = findings
            .GroupBy(f => (f.Actor, f.Topic, f.To))
            .Select(Merge)
            .ToList();

        // "Performs about-face on X": where to is told elsewhere.
        for (var i = 0; i < best.Count; i++)
        {
            if (best[i] is { IsDirectionAssumed: true } turn && best.Find(f => f != turn && f.Topic == turn.Topic && (f.To == turn.From || f.From == turn.To) && f is { IsDirectionAssumed: false, Kind: SignalKind.Change } && (f.Actor == turn.Actor || !f.KnownActor)) is not null)
                best[i] = turn with { From = turn.To, To = turn.From, IsDirectionAssumed = false };
        }

        // An article that reports a change often repeats the old position; the change is the news.
        var moved = best.Where(f => f is { Kind: SignalKind.Change, Hedged: false }).Select(f => (f.Actor, f.Topic)).ToHashSet();
        best.RemoveAll(f => moved.Contains((f.Actor, f.Topic)) && (f.Kind == SignalKind.Statement || f.Hedged));

        // "Doctors shelve walkout": the headline names loosely whom the text names.
        best.RemoveAll(f => f is { KnownActor: false, Evidence.Part: TextPart.Title } && best.Exists(known => known.KnownActor && known.Topic == f.Topic && known.To == f.To && known.Kind == f.Kind && known.Evidence.Part == TextPart.Text));

        // "Taiwan's largest opposition party said it would stop ...", and a sentence on who that is.
        best.RemoveAll(f => f is { KnownActor: false, Kind: SignalKind.Change } && best.Exists(known => known is { KnownActor: true, Kind: SignalKind.Change } && known.Topic == f.Topic && known.To == f.To));
        return [.. best.OrderBy(f => f.Evidence.Part).ThenBy(f => f.Evidence.Span.Start)];
    }

    private static Finding Merge(IGrouping<(string Actor, string? Topic, Position To), Finding> group)
    {
        var ordered = group.OrderBy(Rank).ThenBy(f => f.Evidence.Part == TextPart.Title ? 1 : 0).ThenBy(f => f.Evidence.Span.Start).ToList();
        var best = ordered[0];
        var condition = best.Condition is null && best.Kind == SignalKind.Change ? ordered.Find(f => f.Kind == SignalKind.Change && f.Condition is not null) : null;
        return best with
        {
            About = best.About ?? ordered.Find(f => f.About is not null)?.About,
            From = best.From == Position.Unknown ? ordered.Find(f => f.Kind == best.Kind && f.From != Position.Unknown)?.From ?? best.From : best.From,
            Condition = best.Condition ?? condition?.Condition,
            Commitment = condition is not null && best.Commitment == Commitment.Firm ? Commitment.Conditional : best.Commitment,
            Reiterated = best.Kind == SignalKind.Statement && ordered.Exists(f => f.Reiterated),
        };
    }

    private static int Rank(Finding f) => f.Kind == SignalKind.Change ? (f.Hedged ? 1 : 0) : f.Reiterated ? 2 : 3;
}
