namespace Alerts.Detection.Reading;

/// <summary>Who was last said to hold which position on a topic, also long ago: what a later sentence takes up.</summary>
internal sealed class Stances
{
    private const int Reach = 2;

    private readonly List<(int Topic, Party Holder, Position Position, int Sentence, bool Past)> held = [];

    /// <summary>The number of the sentence that is read.</summary>
    public int Sentence { get; set; }

    /// <summary>Whether the sentence that is read told one of a former time, and none since.</summary>
    public bool ToldPastHere => held.Count > 0 && held[^1] is { Past: true } last && last.Sentence == Sentence;

    /// <summary>Whether a sentence just before told any.</summary>
    public bool AreNear => held.Count > 0 && Sentence - held[^1].Sentence <= Reach;

    /// <summary>Takes the position that a sentence tells, whether or not it is news.</summary>
    /// <param name="topic">Index of the topic.</param>
    /// <param name="a">What the sentence says of it.</param>
    /// <param name="resolver">Its actors.</param>
    public void Take(int topic, Attitude a, ActorResolver resolver)
    {
        if (a.Mode == AttitudeMode.Thing || a.To is not (Position.Favor or Position.Against) || (a.Dropped && a.DropRule != "scope.background"))
            return;
        foreach (var chunk in a.Holders)
        {
            if (resolver.Resolve(chunk) is { Known: true, ThirdParty: false } holder)
                held.Add((topic, holder, a.To, Sentence, a.Dropped));
        }
    }

    /// <summary>The last position of the holder, if one of the sentences just before told it; null where none did.</summary>
    /// <param name="holder">The actor.</param>
    public (int Topic, Position Position)? Last(Party holder)
    {
        var last = held.FindLast(h => h.Holder.Actor == holder.Actor && (Sentence - h.Sentence is > 0 and <= Reach || (h.Past && Sentence == h.Sentence)));
        return last.Position == Position.Unknown ? null : (last.Topic, last.Position);
    }

    /// <summary>Whether a sentence just before put the opposite of the position in a former time.</summary>
    /// <param name="topic">Index of the topic.</param>
    /// <param name="holder">The actor.</param>
    /// <param name="position">The position of now.</param>
    public bool WasOpposite(int topic, Party holder, Position position) =>
        position is Position.Favor or Position.Against && held.FindLast(h => h.Topic == topic && h.Holder.Actor == holder.Actor && Sentence - h.Sentence is > 0 and <= Reach) is { Past: true } old && old.Position != position && old.Position != Position.Unknown;

    /// <summary>Whether the sentence that is read tells that the holder once held the opposite.</summary>
    /// <param name="topic">Index of the topic.</param>
    /// <param name="holder">The actor's name.</param>
    /// <param name="position">The position of now.</param>
    public bool WasOppositeHere(int topic, string holder, Position position) =>
        held.Exists(h => h is { Past: true } && h.Sentence == Sentence && h.Topic == topic && h.Holder.Name == holder && h.Position != position);

    /// <summary>Whether the holder's position on the topic was told just before.</summary>
    /// <param name="topic">Index of the topic.</param>
    /// <param name="holder">The actor's name.</param>
    public bool Tell(int topic, string holder) => held.Exists(h => h.Topic == topic && h.Holder.Name == holder && Sentence - h.Sentence is > 0 and <= Reach);
}
