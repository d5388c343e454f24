using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>What an aside on the mention tells of a former time: "once allergic to X", "which ruled out X last week", "wary of X at its launch".</summary>
internal sealed class OldStance(SentenceFacts facts)
{
    private static readonly string[] Then = ["once", "long", "formerly", "previously", "hitherto", "until", "initially", "traditionally", "years", "decades", "months", "last", "ago", "earlier", "before", "lifelong", "longtime", "original", "generation", "launch", "outset", "beginning", "recently"];

    private readonly ParsedSentence sentence = facts.Sentence;

    /// <summary>The position of the aside, and the sign of what it speaks of: that may be the end of what the topic is for. Null where it tells none.</summary>
    /// <param name="old">What the mention itself gave.</param>
    /// <param name="first">First token of the mention.</param>
    /// <param name="last">Last token of the mention.</param>
    /// <param name="sign">-1 where the mention names the opposite of the proposition, else 1.</param>
    /// <param name="again">Whether the main clause takes the topic up again.</param>
    /// <param name="holder">Who holds the position of now.</param>
    public (Position Position, int Thing)? Find(Attitude old, int first, int last, int sign, bool again, Party holder) =>
        OldPosition(old, first, again, holder) ?? OfAside(old, first, last, sign, holder);

    // The position of the aside, and the sign of what it speaks of: that may be the end of what the topic is for.
    private (Position Position, int Thing)? OldPosition(Attitude old, int first, bool again, Party holder)
    {
        if (!old.Dropped)
        {
            return again && old is { Mode: not AttitudeMode.Thing, Hedged: false, To: Position.Favor or Position.Against } && IsPastAside(first) && old.Holders.Count > 0 && facts.Resolver.Resolve(old.Holders[0]) is { } who && who.Actor == holder.Actor
                ? (old.To, Thing(old, old.To))
                : null;
        }

        if (old is { DropRule: "scope.background", Mode: not AttitudeMode.Thing, To: Position.Favor or Position.Against })
            return (old.To, Thing(old, old.To));
        if (old.DropRule is not ("mention.only" or "holder.unknown") || !(again || SaysThen(first)))
            return null;
        if (old is { Mode: AttitudeMode.Thing, LastEffect: Effect.Pro or Effect.Con })
            return (Attitude.Toward(old.Sign), Thing(old, Attitude.Toward(old.Sign)));

        // "once allergic to talk of X": the adjective of the aside.
        for (var t = first - 1; t > 0 && first - t < 6; t--)
        {
            if (sentence.Tags[t] is Tag.Comma or Tag.Break || (sentence.Tags[t] == Tag.Verb && facts.Lexicon[sentence.Tokens[t].Lower].Adjectives.Count == 0))
                break;
            if (facts.Lexicon[sentence.Tokens[t].Lower].Adjectives.Find(a => a.Object is Effect.Pro or Effect.Con && a.Prepositions.Contains(sentence.Tokens[t + 1].Lower)) is { } adjective)
                return (Attitude.Toward(adjective.Object == Effect.Pro ? old.Sign : -old.Sign), old.Sign);
        }

        return null;
    }

    // "once the loudest champions of sending X", "wary of X at its launch": an adjective or a noun of the aside, whatever lies between.
    private (Position Position, int Thing)? OfAside(Attitude old, int first, int last, int sign, Party holder)
    {
        if (!old.Dropped || old.DropRule is not ("mention.only" or "holder.unknown") || Aside(first, last) is not var (from, to) || !SaysThenWithin(from, to))
            return null;
        var stance = 0;
        for (var t = from; t < first; t++)
        {
            var info = facts.Lexicon[sentence.Tokens[t].Lower];
            var next = sentence.Tokens[t + 1].Lower;
            if (sentence.Tokens[t].Is("against") && stance == 0)
                stance = -1;
            else if (sentence.Tags[t] is Tag.Noun or Tag.Adjective or Tag.Adverb && info.Adjectives.Find(j => j.Object is Effect.Pro or Effect.Con && j.Prepositions.Contains(next)) is { } adjective)
                stance = adjective.Object == Effect.Pro ? 1 : -1;
            else if (sentence.Tags[t] == Tag.Noun && info.Nouns.Find(n => n.Object is Effect.Pro or Effect.Con && n.Prepositions.Contains(next)) is { } noun)
                stance = noun.Object == Effect.Pro ? 1 : -1;
            else if (stance == 0 && sentence.Tags[t] == Tag.Verb && info.Verbs.Find(v => v is { Fixed.Length: 0, Gap: false } && v.Object is Effect.Reject or Effect.Support && (v.Prepositions.Length == 0 || v.Prepositions.Contains(next))) is { } held)
                stance = held.Object == Effect.Support ? 1 : -1;
            else if (stance != 0 && sentence.Tags[t] == Tag.Verb && info.Verbs.Exists(v => v.Object is Effect.Reject or Effect.Drop or Effect.Quit && v.Fixed.Length == 0))
                stance = -stance;
        }

        if (stance == 0)
            return null;
        foreach (var named in facts.Resolver.Mentions)
        {
            // Another's position: "once the target of Moscow's campaign against X".
            var (at, _) = sentence.TokensIn(named.Start, named.End);
            if (at >= from && at < first && named.Actor != holder.Actor && at < sentence.Tokens.Count - 1 && sentence.Tags[at + 1] == Tag.PossessiveMark)
                return null;
        }

        return (Attitude.Toward(stance * sign), sign);
    }

    // An apposition or a participle between commas, or before the subject.
    private (int From, int To)? Aside(int first, int last)
    {
        var from = first;
        while (from > 0 && sentence.Tags[from - 1] is not (Tag.Comma or Tag.Break or Tag.Stop))
            from--;
        var to = last;
        while (to < sentence.Tokens.Count && sentence.Tags[to] is not (Tag.Comma or Tag.Break or Tag.Stop))
            to++;
        return to < sentence.Tokens.Count && sentence.Tags[to] == Tag.Comma ? (from, to) : null;
    }

    private bool SaysThenWithin(int from, int to)
    {
        for (var t = from; t < to; t++)
        {
            if (Then.Contains(sentence.Tokens[t].Lower) && !(sentence.Tokens[t].Is("long") && sentence.Tokens[t + 1].Is("as")))
                return true;
        }

        return false;
    }

    private bool SaysThen(int first)
    {
        for (var t = first - 1; t >= 0 && sentence.Tags[t] is not (Tag.Comma or Tag.Break); t--)
        {
            if (Then.Contains(sentence.Tokens[t].Lower))
                return true;
        }

        return false;
    }

    private static int Thing(Attitude old, Position position)
    {
        var sign = position == Position.Favor ? 1 : -1;
        return old.LastEffect is Effect.Con or Effect.Reject or Effect.Refuse or Effect.Drop or Effect.Quit ? -sign : sign;
    }

    // "which ruled out X last week", "having turned up its nose at X": a clause of its own before the main one.
    private bool IsPastAside(int first) =>
        facts.Scopes.OwnerOf(first) is { Kind: ClauseKind.Relative or ClauseKind.Participle or ClauseKind.Gerund or ClauseKind.Infinitive } aside && Top(aside) is { Verb: { Shape: { } shape } verb } && (shape.Past || shape.PastPerfect || shape.BareParticiple || sentence.Tokens[verb.Start].Is("having"));

    private static Clause Top(Clause clause)
    {
        while (clause.Kind is ClauseKind.Gerund or ClauseKind.Infinitive && clause.Parent is { Kind: ClauseKind.Relative or ClauseKind.Participle or ClauseKind.Gerund } parent)
            clause = parent;
        return clause;
    }
}
