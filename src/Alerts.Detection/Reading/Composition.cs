using Alerts.Detection.Lexicon;

namespace Alerts.Detection.Reading;

/// <summary>
/// The algebra of detection: what a verb does to the thing it takes, what a governor does to the clause it governs, what
/// a negation does to either. Pure; after Karttunen's implicative signatures.
/// </summary>
internal static class Composition
{
    /// <summary>A verb (or predicate) with the attitude so far as its object; the subject becomes the holder.</summary>
    public static void ApplyToObject(Attitude a, Effect effect)
    {
        var s = a.Sign;
        a.LastEffect = effect;
        switch (effect)
        {
            case Effect.Drop or Effect.Quit or Effect.Reverse when a.Mode == AttitudeMode.Change && a.From is not Position.Unknown:
                // "rescinded its offer to suspend X": back to where it was.
                a.Move(a.To, a.From, -s);
                break;
            case Effect.Drop or Effect.Lose:
                a.Move(Attitude.Toward(s), Position.Neutral, -s);
                break;
            case Effect.Weaken:
                a.Move(Attitude.Toward(s), Position.Neutral, -s);
                a.Partial = true;
                break;
            case Effect.Quit or Effect.Reverse:
                a.Move(Attitude.Toward(s), Attitude.Toward(-s), -s);
                break;
            case Effect.Restore or Effect.Gain:
                a.Move(Position.Unknown, Attitude.Toward(s), s);
                break;
            case Effect.Yield:
                a.Move(Attitude.Toward(-s), Attitude.Toward(s), s);
                break;
            case Effect.Accept:
                a.Move(Position.Unknown, Attitude.Toward(s), s);
                break;
            case Effect.Approach:
                a.Move(Position.Unknown, Attitude.Toward(s), s);
                a.Partial = true;
                a.Hedged = true;
                break;
            case Effect.Rethink:
                a.Move(Attitude.Toward(s), Position.Neutral, -s);
                a.Partial = true;
                a.Hedged = true;
                break;
            case Effect.Adopt or Effect.Support or Effect.Impose or Effect.Pro:
                a.State(s);
                break;
            case Effect.Willing:
                a.State(s);
                a.Willing = true;
                break;
            case Effect.Keep or Effect.Hold or Effect.Continue:
                a.State(s);
                a.Reiterated = true;
                break;
            case Effect.Reject or Effect.Con or Effect.Refuse:
                a.State(-s);
                break;
            case Effect.Hedge:
                a.State(s);
                a.Hedged = true;
                break;
            case Effect.Shift:
                a.Move(Position.Unknown, Position.Unknown, 0);
                break;
            case Effect.Threaten:
                a.State(s);
                a.Drop("scope.threat", "a threat, not a deed");
                break;
            default:
                a.Drop("verb.none", "the verb says nothing of a position");
                break;
        }
    }

    /// <summary>A noun with the attitude so far in its complement: "opposition to X", "abandonment of X".</summary>
    public static void ApplyNoun(Attitude a, Effect effect)
    {
        var s = a.Sign;
        switch (effect)
        {
            case Effect.Con:
                a.Mode = AttitudeMode.Thing;
                a.Sign = -s;
                a.LastEffect = effect;
                break;
            case Effect.Pro:
                a.Mode = AttitudeMode.Thing;
                a.LastEffect = effect;
                break;
            case Effect.Drop or Effect.Weaken:
                a.Move(Attitude.Toward(s), Position.Neutral, -s);
                a.LastEffect = effect;
                break;
            case Effect.Reverse or Effect.Quit:
                a.Move(Attitude.Toward(s), Attitude.Toward(-s), -s);
                a.LastEffect = effect;
                break;
            case Effect.Restore:
                a.Move(Position.Unknown, Attitude.Toward(s), s);
                a.LastEffect = effect;
                break;
            case Effect.Hedge:
                a.Hedged = true;
                break;
            case Effect.Adopt:
                a.LastEffect = effect;
                break;
            default:
                break;
        }
    }

    /// <summary>A verb, noun or adjective that governs the clause the attitude stands in, with the same subject.</summary>
    public static void Govern(Attitude a, Effect effect, string cue)
    {
        switch (effect)
        {
            case Effect.Intend:
                a.Intended = true;
                break;
            case Effect.Willing:
                a.Willing = true;
                break;
            case Effect.Hedge:
                a.Hedged = true;
                break;
            case Effect.Continue or Effect.Insist when a.Mode == AttitudeMode.Statement:
                a.Reiterated = true;
                break;
            case Effect.Continue when a is { Mode: AttitudeMode.Change, LastEffect: Effect.Drop or Effect.Quit or Effect.Reverse }:
                // "continues to withhold X"
                a.State(a.Sign);
                a.Reiterated = true;
                break;
            case Effect.Refuse or Effect.Reject or Effect.Con:
                Refuse(a, cue);
                break;
            case Effect.Deny:
                if (a.Mode == AttitudeMode.Change)
                    Revert(a);
                else
                    a.Drop("governor.deny", $"denied: {cue}");
                break;
            case Effect.Fail:
                a.Drop("governor.fail", $"negated by {cue}");
                break;
            case Effect.Want or Effect.Support or Effect.Pro:
                if (a.Mode == AttitudeMode.Change && effect == Effect.Want)
                    a.Desire = true;
                break;
            case Effect.Stop:
                if (a is { Mode: AttitudeMode.Change, LastEffect: Effect.Restore or Effect.Accept })
                    a.Move(a.To, Position.Neutral, -a.Sign); // "gave up on reviving X"
                else if (a.Mode == AttitudeMode.Change)
                    Revert(a);
                else
                    a.Move(a.To, Position.Neutral, -a.Sign);
                break;
            case Effect.Threaten:
                a.Drop("scope.threat", $"a threat: {cue}");
                break;
            case Effect.Accuse:
                a.Drop("scope.accusation", $"an accusation: {cue}");
                break;
            case Effect.Question:
                a.Drop("scope.question", $"a question: {cue}");
                break;
            default:
                break;
        }

        a.LastEffect = effect;
    }

    /// <summary>The act wished on someone else becomes the position of the one who wishes it.</summary>
    public static void Demand(Attitude a)
    {
        var sign = a.Sign;
        a.State(sign == 0 ? 1 : sign);
        a.Reiterated = false;
        a.Hedged = false;
        a.Intended = false;
        a.Willing = false;
        a.Desire = true;
        a.LastEffect = Effect.Support;
    }

    /// <summary>A negated verb group over the attitude its verb has just made.</summary>
    public static void Negate(Attitude a, bool noLonger, bool past, bool renewal, string cue)
    {
        var last = a.LastEffect;
        if (a.Excluded)
        {
            Unrefuse(a, cue);
            return;
        }

        if (noLonger)
        {
            NoLonger(a);
            return;
        }

        switch (last)
        {
            case Effect.Refuse or Effect.Fail or Effect.Deny when a.Refused:
                Unrefuse(a, cue);
                return;
            case Effect.Deny or Effect.Say or Effect.Insist or Effect.Concede or Effect.Urge or Effect.Question:
                a.Drop("scope.negation", $"negated by {cue}");
                return;
            case Effect.Continue when a.Mode == AttitudeMode.Statement:
                a.Reiterated = false;
                a.Move(a.To, Position.Neutral, -a.Sign);
                return;
            case Effect.Stop when a.Mode == AttitudeMode.Change:
                Revert(a);
                return;
            default:
                break;
        }

        if (last == Effect.Accept && a.Mode == AttitudeMode.Change)
        {
            if (past)
                a.Drop("scope.negation", $"negated by {cue}");
            else
                a.State(-a.Sign);
            return;
        }

        if (a.Mode == AttitudeMode.Change)
        {
            if (past && last is Effect.Decide or Effect.Yield or Effect.Adopt)
                a.Drop("scope.negation", $"negated by {cue}");
            else
                Revert(a);
            return;
        }

        if (a.Mode == AttitudeMode.Thing)
        {
            a.Drop("scope.negation", $"negated by {cue}");
            return;
        }

        if (renewal)
        {
            a.Move(a.To, Position.Neutral, -a.Sign);
            a.Reiterated = false;
            a.Intended = true;
            return;
        }

        switch (last)
        {
            case Effect.Reject or Effect.Con or Effect.Refuse:
                // "will not block": the objection is not raised; where it was held, that is a move.
                a.To = Position.Neutral;
                a.Sign = -a.Sign;
                break;
            case Effect.Keep or Effect.Hold:
                if (past)
                    a.Drop("scope.negation", $"negated by {cue}");
                else if (last == Effect.Hold && a.Rule == "predicate.adjective")
                    a.State(-a.Sign);
                else
                    a.Move(a.To, Position.Neutral, -a.Sign);
                a.Reiterated = false;
                break;
            default:
                if (past)
                    a.Drop("scope.negation", $"negated by {cue}");
                else
                    a.State(-a.Sign);
                break;
        }
    }

    private static void NoLonger(Attitude a)
    {
        if (a.Mode == AttitudeMode.Statement)
        {
            a.Reiterated = false;
            a.Move(a.To, Position.Neutral, -a.Sign);
        }
        else if (a is { Mode: AttitudeMode.Change, From: Position.Unknown })
        {
            a.Move(a.To, Position.Neutral, -a.Sign); // "no longer willing to accept X"
        }
        else if (a.Mode == AttitudeMode.Change)
        {
            a.Move(Position.Unknown, a.From, -a.Sign);
        }
    }

    private static void Refuse(Attitude a, string cue)
    {
        if (a.Refused)
        {
            Unrefuse(a, cue);
            return;
        }

        a.Refused = true;
        if (a.Mode == AttitudeMode.Change)
            Revert(a);
        else
            a.State(-a.Sign);
    }

    private static void Unrefuse(Attitude a, string cue) => a.Drop("scope.double-negative", $"neither done nor excluded: {cue}");

    // A change that is denied, refused or negated leaves the old position where it was.
    private static void Revert(Attitude a)
    {
        var old = a.From is Position.Unknown ? Attitude.Toward(-a.Sign) : a.From;
        a.Mode = AttitudeMode.Statement;
        a.To = old;
        a.From = Position.Unknown;
        a.Sign = old == Position.Against ? -1 : 1;
        a.Reiterated = true;
        a.Hedged = false;
        a.Intended = false;
    }
}
