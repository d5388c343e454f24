using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>A noun that governs the clause: plans to drop, reports that it dropped, the decision to drop.</summary>
internal sealed class NounGovernors(SentenceReader reader)
{
    private readonly SentenceFacts facts = reader.Facts;
    private readonly ActorResolver resolver = reader.Facts.Resolver;
    private readonly ParsedSentence sentence = reader.Facts.Sentence;
    private readonly Predicates predicates = reader.Facts.Predicates;

    public Clause? Govern(Attitude a, Clause clause, Chunk noun)
    {
        var preposition = clause.Preposition is { } p ? sentence.Tokens[p.Start].Lower : null;
        var pattern = predicates.Noun(noun, preposition) ?? predicates.Noun(noun, null);
        var effect = pattern?.Object ?? Effect.Transparent;
        var head = facts.Word(noun);
        var cue = sentence.Words(noun);
        a.Cover(noun.Start, noun.End);
        if (effect == Effect.Hedge)
        {
            // "Traders dropped their bets that ...": whose guess it is.
            if (facts.RoleOf(noun) is { Subject: false, Clause: { } guess } && guess.SubjectChain() is { Count: > 0 } guessers && resolver.Resolve(guessers[0]) is { ThirdParty: true })
            {
                a.Drop("scope.third-party", $"third party: {sentence.Words(guessers[0])}");
                return null;
            }

            // "Reports that X had dropped Y are false"
            var (holder, _, subject) = facts.RoleOf(noun);
            if (subject && holder?.Verb is not null && holder.Complements.Exists(c => sentence.Words(c.Noun).ToLowerInvariant() is var w && (w.Contains("false", StringComparison.Ordinal) || w.Contains("untrue", StringComparison.Ordinal) || w.Contains("baseless", StringComparison.Ordinal) || w.Contains("wrong", StringComparison.Ordinal) || w.Contains("nonsense", StringComparison.Ordinal) || w.Contains("unfounded", StringComparison.Ordinal))))
            {
                a.Drop("scope.retraction", $"said to be false: {cue}");
                return null;
            }

            if (subject && holder?.Verb is { Shape.Passive: true } undone && predicates.ForSubject(undone, passive: true) is { Object: Effect.Drop or Effect.Reject or Effect.Reverse or Effect.Quit })
            {
                a.Drop("scope.retraction", $"a report taken back: {sentence.Words(undone)}");
                return null;
            }

            // "denied reports that ...", "withdrew a report that ..."
            if (holder?.Verb is { } treated && !subject && holder.Complements.Find(c => c.Noun == noun) is { } role && predicates.ForObject(treated, role) is { } treatment)
            {
                if (treatment.Object is Effect.Drop or Effect.Reverse or Effect.Quit or Effect.Weaken)
                {
                    a.Drop("scope.retraction", $"a report taken back: {sentence.Words(treated)}");
                    return null;
                }

                if (treatment.Object is Effect.Reject)
                {
                    Composition.Govern(a, Effect.Deny, sentence.Words(treated));
                    a.Refused = true;
                    a.Rule = "governor.deny";
                    a.Act = treatment;
                    return a.Dropped ? null : holder;
                }
            }

            a.Hedged = true;
        }

        if (head is "threat" or "threats" && facts.RoleOf(noun) is { Subject: false, Complement: { } taken, Clause: { Verb: { } withdrawn } holds } && predicates.ForObject(withdrawn, taken) is { Object: Effect.Drop or Effect.Reverse or Effect.Quit or Effect.Weaken } back)
        {
            // "walked back its threat to hold a vote"
            a.Mode = AttitudeMode.Thing;
            a.Take(back, Effect.Drop, withdrawn, "verb.object");
            a.Holders = holds.SubjectChain();
            a.Intended = false;
            return FinishAt(a, holds);
        }

        if (head is "threat" or "threats")
        {
            a.Drop("scope.threat", $"a threat: {cue}");
            return null;
        }

        if (facts.IsNegative(noun) || (facts.RoleOf(noun).Clause?.Verb?.Shape is { Negation: >= 0 } && head is "plan" or "plans" or "intention" or "intentions" or "wish" or "desire" or "reason"))
        {
            Composition.Govern(a, Effect.Refuse, cue);
            a.Rule = "governor.no-plans";
            a.Cues.Add((noun.Start, noun.End));
            var (owner, _, _) = facts.RoleOf(noun);
            if (owner is not null)
            {
                a.Holders = owner.SubjectChain();
                return owner.Kind == ClauseKind.Root ? FinishAt(a, owner) : owner;
            }

            return null;
        }

        // "The news that Paris had dropped X cheered Moscow": it did.
        if (clause.Kind == ClauseKind.Content && head is "news" or "announcement" or "revelation" or "confirmation" or "admission" or "disclosure" && facts.RoleOf(noun).Clause is { } telling)
            return FinishAt(a, telling);

        // The content as a thing: a demand to drop points away, a refusal to drop points back.
        var (roleClause, complement, isSubject) = facts.RoleOf(noun);
        var factual = head is "decision" or "move" or "moves" or "announcement" or "step" or "steps" or "agreement" or "deal" or "vote" or "resolution" or "intention" or "commitment" or "pledge" or "promise" or "vow" or "readiness" or "willingness";
        if (effect == Effect.Con)
            a.Sign = -a.Sign;
        var before = a.Mode;
        reader.TakePossessor(a, noun, outer: true);
        a.Cues.Add((noun.Start, noun.End));
        if (roleClause is null)
        {
            a.Drop("mention.only", "only mentioned");
            return null;
        }

        // "announced a decision to drop", "X's decision to drop angered Y": the deed itself.
        if (factual && before == AttitudeMode.Change && effect != Effect.Con)
        {
            if (head is "intention" or "commitment" or "pledge" or "promise" or "vow")
                a.Intended = true;
            if (head is "readiness" or "willingness")
                a.Willing = true;
            var lemma = roleClause.Verb is { } v ? facts.Lemma(v) : null;
            var acted = roleClause.Verb is { } verb && complement is not null ? predicates.ForObject(verb, complement) : null;
            if (isSubject || lemma is null || (acted is null or { Object: Effect.Transparent or Effect.Support or Effect.Keep or Effect.Impose or Effect.None } && !roleClause.Verb!.Shape!.Passive))
            {
                if (acted is { Clause: Effect.Fail })
                {
                    a.Drop("governor.fail", $"negated by {sentence.Words(roleClause.Verb!)}"); // acted comes from the verb
                    return null;
                }

                // "is sticking to its pledge to abolish X": said before.
                if (acted is { Object: Effect.Keep })
                {
                    a.State(a.Sign);
                    a.Reiterated = true;
                }

                a.Rule = "noun.decision";
                if (isSubject && roleClause.Verb is { } main && roleClause.Verb.Shape is { Passive: true } && predicates.ForSubject(main, passive: true) is { Object: Effect.Drop or Effect.Reject or Effect.Reverse or Effect.Quit })
                {
                    a.Drop("governor.reversed", $"undone: {sentence.Words(main)}");
                    return null;
                }

                // "Berlin welcomed Paris's decision to drop X": Paris drops it.
                var others = !isSubject && a.Possessor is { } whose && resolver.Possessor(whose, null) is { Known: true } decider && roleClause.SubjectChain() is { Count: > 0 } onlookers && resolver.Resolve(onlookers[0]) is { } onlooker && onlooker.Actor != decider.Actor;
                if (others)
                {
                    a.Holders = [];
                    a.Detached = true;
                    return FinishAt(a, roleClause);
                }

                if (!isSubject)
                    a.Holders = roleClause.SubjectChain();
                else if (a.Possessor is not null)
                    a.Holders = [];
                if (acted is { Object: Effect.Support } && lemma is "propose" or "suggest" or "want" or "seek" or "demand" or "support" or "back" or "welcome" or "praise")
                {
                    Composition.Demand(a);
                }

                return FinishAt(a, roleClause);
            }
        }

        // "X's decision to back Y shocked Z"
        if (factual && before == AttitudeMode.Statement && effect != Effect.Con && isSubject && head is "decision" or "move" or "moves" or "vote" or "agreement" or "resolution" && a.Possessor is not null && roleClause.Verb is { Shape: { Modal: null, Negation: < 0 } })
        {
            a.Rule = "noun.decision";
            a.Holders = [];
            a.Detached = true;
            return FinishAt(a, roleClause);
        }

        // "A bill to end X was withdrawn": whose it was nobody says.
        if (isSubject && a.Possessor is null && head is "bill" or "motion" or "petition" or "amendment" && roleClause.Verb?.Shape is { Passive: true } && facts.By(roleClause) is null)
        {
            a.Drop("scope.proposal", $"only proposed: {cue}");
            return null;
        }

        a.Mode = AttitudeMode.Thing;
        a.Reiterated = false;
        a.Intended = false;
        a.LastEffect = effect is Effect.Con or Effect.Pro ? effect : a.LastEffect;
        a.Holders = [];
        a.Refused = effect == Effect.Con;
        if (effect == Effect.Con && a.Rule.StartsWith("verb", StringComparison.Ordinal))
            a.Rule = "noun.refusal";
        if (isSubject)
            reader.Subjects.Apply(a, roleClause, noun);
        else
            reader.Climb(a, noun, noun);
        if (!a.Dropped && a.Mode == AttitudeMode.Thing)
            a.Drop("mention.only", $"only mentioned: {cue}");
        return null;
    }

    private Clause? FinishAt(Attitude a, Clause clause)
    {
        reader.Outward.Finish(a, clause);
        return null;
    }
}
