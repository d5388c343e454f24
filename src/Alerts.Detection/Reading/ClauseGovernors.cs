using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>A verb or an adjective that governs the clause: refuse to drop, urge X to drop, ready to drop.</summary>
internal sealed class ClauseGovernors(SentenceReader reader)
{
    private readonly SentenceFacts facts = reader.Facts;
    private readonly ParsedSentence sentence = reader.Facts.Sentence;
    private readonly Predicates predicates = reader.Facts.Predicates;

    public Clause? Govern(Attitude a, Clause clause, Clause parent)
    {
        if (clause.Kind == ClauseKind.Infinitive && predicates.Adjective(parent) is { } adjective)
        {
            AdjectiveGoverns(a, adjective.Pattern, parent, adjective.Start, adjective.End);
            return a.Dropped ? null : parent;
        }

        if (clause.Preposition is not null && predicates.Adjective(parent) is { } withGerund)
        {
            AdjectiveGoverns(a, withGerund.Pattern, parent, withGerund.Start, withGerund.End);
            return a.Dropped ? null : parent;
        }

        if (parent.Verb is not { } verb)
        {
            if (clause.Kind == ClauseKind.Infinitive)
            {
                a.Holders = a.Holders.Count > 0 ? a.Holders : parent.SubjectChain();
                return parent;
            }

            return parent.Kind == ClauseKind.Root ? null : parent;
        }

        var pattern = predicates.ForClause(verb, clause);
        if (pattern is null && parent is { Kind: ClauseKind.Infinitive, Parent: { Verb: { } begins } idiom } && predicates.ForClause(begins, clause) is { Fixed.Length: > 1 } reaching)
        {
            // "have nothing to do with bringing back X"
            Composition.Govern(a, reaching.Clause, sentence.Words(begins));
            a.Cues.Add((begins.Start, begins.End));
            a.Act = reaching;
            a.Rule = "governor.refuse";
            a.Holders = idiom.SubjectChain();
            return idiom;
        }

        a.Cover(verb.Start, verb.End);
        if (clause.Kind == ClauseKind.Content)
        {
            reader.Reports.Speak(a, pattern?.Clause ?? Effect.Say, parent, verb);
            return a.Dropped ? null : parent;
        }

        if (clause.Preposition is { } turn && sentence.Tokens[turn.Start].Lower is "from" or "to" && facts.Lemma(verb) is "move" or "shift" or "switch" or "go" or "pivot" or "swing" && a.Mode == AttitudeMode.Statement)
        {
            // "moved from holding rates to raising them"
            if (sentence.Tokens[turn.Start].Is("from"))
                a.Move(a.To, Attitude.Toward(-a.Sign), -a.Sign);
            else
                a.Move(Attitude.Toward(-a.Sign), a.To, a.Sign);
            a.Rule = "verb.shift";
            a.Holders = parent.SubjectChain();
            return parent;
        }

        if (clause.Preposition is not null && facts.Lemma(verb) is "apologise" or "apologize" && clause.Verb is { } told && facts.Info(told).Verbs.Exists(v => v.Clause == Effect.Say))
        {
            a.Drop("scope.retraction", $"a report taken back: {sentence.Words(verb)}");
            return null;
        }

        if (clause.Preposition is { Start: > 0 } from && sentence.Tokens[from.Start].Is("from") && sentence.Tokens[from.Start - 1].Is("far"))
        {
            // "Far from dropping X, Paris ...": it is not done.
            Composition.Govern(a, a.Mode == AttitudeMode.Change ? Effect.Deny : Effect.Fail, "far from");
            a.Rule = "governor.deny";
            a.Holders = parent.SubjectChain();
            return a.Dropped ? null : parent;
        }

        if (clause.Kind == ClauseKind.Gerund && facts.Lemma(verb) is "regret" or "rue" && a is { Mode: AttitudeMode.Statement } && verb.Shape is { Passive: false, Negation: < 0 })
        {
            a.Move(a.To, a.To == Position.Against ? Position.Favor : Position.Against, -a.Sign);
            a.Rule = "governor.concede";
            a.Holders = parent.SubjectChain();
            return parent;
        }

        if (pattern is null && clause.Preposition is { } preposition)
        {
            // "apologised for dropping", "after dropping": the deed stands; a preposition with an act of its own governs it.
            var word = sentence.Tokens[preposition.Start].Lower;
            if (word is "before" && AtLast(clause, verb))
            {
                // "dug in its heels before finally accepting X"
                a.Holders = a.Holders.Count > 0 ? a.Holders : parent.SubjectChain();
                return parent;
            }

            if (word is "without" or "before" or "instead" or "against" or "than")
            {
                a.Drop("scope.negation", $"not done: {word}");
                return null;
            }

            if (word is "for" && facts.Info(verb).Verbs.Exists(v => v.Clause == Effect.Accuse))
            {
                a.Drop("scope.accusation", $"an accusation: {sentence.Words(verb)}");
                return null;
            }

            // "praised Berlin for dropping X": the praised did it.
            if (word is "for" && facts.Lemma(verb) is "praise" or "thank" or "applaud" or "credit" or "congratulate" or "commend" or "hail" or "salute" or "reward" && parent.Complements.Find(c => !c.BeforeVerb && c.Preposition is null)?.Noun is { } praised)
                a.Holders = [praised];
            a.Holders = a.Holders.Count > 0 ? a.Holders : parent.SubjectChain();
            return parent;
        }

        if (pattern is null)
        {
            // A purpose ("met to discuss dropping") or a verb without a signature: nothing is asserted but a wish.
            if (clause.Kind == ClauseKind.Infinitive)
            {
                if ((verb.Shape is { Copula: true } || facts.Lemma(verb) is "become") && IsFirst(parent, clause))
                {
                    a.Holders = parent.SubjectChain();
                    return parent; // "became the latest country to drop X"
                }

                if (verb.Shape is { Copula: true })
                {
                    a.Drop("mention.only", "only mentioned");
                    return null;
                }

                // "filed suit to stop X"
                if (a.Mode == AttitudeMode.Change && facts.Lemma(verb) is "file" or "sue" or "petition" or "lobby" or "campaign" or "march" or "rally" or "mobilise" or "mobilize" && verb.Shape is { Negation: < 0, Passive: false })
                {
                    Composition.Demand(a);
                    a.Holders = parent.SubjectChain();
                    a.Rule = "governor.urge";
                    return parent;
                }

                if (a.Mode == AttitudeMode.Change)
                    a.Drop("governor.unknown", $"not asserted under {sentence.Words(verb)}");
            }

            return parent;
        }

        a.Cues.Add((verb.Start, verb.End));
        var cue = sentence.Words(verb);
        var passive = verb.Shape!.Passive;
        if (clause.Kind == ClauseKind.Infinitive && a is { Mode: AttitudeMode.Statement, Rule: "verb.mention" or "verb.governed" or "verb.object", Refused: false } && facts.Lemma(verb) is "agree" or "consent" && !passive)
        {
            // What someone agrees to do was asked of it: a new position.
            a.Move(Position.Unknown, a.To, a.Sign);
            a.Act = pattern;
            a.Rule = "governor.agree";
        }

        if (clause.Kind == ClauseKind.Gerund && clause.Preposition is not null && pattern.Object == Effect.Yield && a is { Mode: AttitudeMode.Statement, Reiterated: false, To: Position.Favor or Position.Against } && !passive)
        {
            // "has come round to bringing them home"
            a.Move(a.To == Position.Favor ? Position.Against : Position.Favor, a.To, a.Sign);
            a.Act = pattern;
            a.Rule = "governor.come-to";
            a.Holders = parent.SubjectChain();
            return parent;
        }

        if (clause.Kind == ClauseKind.Infinitive && facts.Lemma(verb) == "come" && clause.Verb is { } sees && facts.Lemma(sees) is "see" or "regard" or "view" or "accept" or "embrace" or "support" or "back" or "believe" or "oppose" or "favour" or "favor" or "love" or "like" or "tolerate" or "recognise" or "recognize" or "endorse" or "champion" or "consider" && a is { Mode: AttitudeMode.Statement, Reiterated: false } && !passive)
        {
            // "has come to see X as unavoidable"
            a.Move(Position.Unknown, a.To, a.Sign);
            a.Rule = "governor.come-to";
            a.Holders = parent.SubjectChain();
            return parent;
        }

        if (pattern.Clause == Effect.Urge || (pattern.Clause == Effect.Want && clause.ObjectControl))
        {
            if (passive)
            {
                a.Drop("scope.urging", $"urged: {cue}");
                return null;
            }

            Composition.Demand(a);
            a.Holders = parent.SubjectChain();
            a.Possessor = null;
            a.Act = pattern;
            a.Rule = "governor.urge";
            return parent;
        }

        if (pattern.Clause == Effect.Want && a.Mode == AttitudeMode.Change && pattern.Group is "propose" or "demand" or "want")
        {
            if (clause.ObjectControl)
                a.Holders = parent.SubjectChain();
            Composition.Demand(a);
            a.Act = pattern;
            a.Rule = clause.ObjectControl ? "governor.urge" : "governor.want";
            return parent;
        }

        if (pattern.Clause == Effect.Force)
        {
            if (facts.Lemma(verb) is "let" or "allow" or "permit" or "enable" && !passive && (a.Rule == "verb.governed" || a.Impersonal || a.Holders.Count == 0))
                a.Holders = parent.SubjectChain();
            return parent;
        }
        if (pattern.Clause == Effect.Hedge && passive && facts.Lemma(verb) is "expect" or "think" or "say" or "believe" or "report")
            a.Hedged = true;
        if (pattern.Group == "reverse" && a.Mode == AttitudeMode.Change)
        {
            // "reversed course on leaving X": back to where it was.
            a.Move(Attitude.Toward(a.Sign), Attitude.Toward(-a.Sign), -a.Sign);
            a.Act = pattern;
            a.Rule = "governor.stop";
            a.Intended = false;
            a.Holders = parent.SubjectChain();
            return parent;
        }

        Composition.Govern(a, pattern.Clause, cue);
        if (pattern.Clause is Effect.Refuse or Effect.Reject or Effect.Deny && a.Mode == AttitudeMode.Statement)
        {
            a.Act = pattern;
            a.Rule = pattern.Clause == Effect.Deny ? "governor.deny" : "governor.refuse";
            if (pattern.Group == "reject")
                a.Reiterated = a.Reiterated && pattern.Id is "rule-out" or "refuse" or "reject" or "decline";
        }
        else if (pattern.Clause is Effect.Stop or Effect.Continue)
        {
            a.Act = pattern;
            a.Rule = pattern.Clause == Effect.Stop ? "governor.stop" : "governor.continue";
        }

        if (passive && pattern.Clause is Effect.Say)
            a.Hedged = true;
        if (a.Detached && clause.Kind == ClauseKind.Infinitive && !passive && pattern.Clause is Effect.Hedge or Effect.Intend or Effect.Continue or Effect.Say)
            return parent;
        a.Holders = a.Holders.Count > 0 && clause.ObjectControl ? a.Holders : parent.SubjectChain() is { Count: > 0 } subjects && !passive ? subjects : a.Holders;
        return parent;
    }

    private bool IsFirst(Clause parent, Clause clause) =>
        clause.Verb is { } deed && parent.Complements.Find(c => !c.BeforeVerb && c.Preposition is null && c.Noun.End == deed.Start)?.Noun is { } one
        && sentence.Tokens.FindIndex(one.Start, one.End - one.Start, t => t.Lower is "first" or "latest" or "last" or "second" or "third" or "next" or "fourth" or "fifth" or "only") >= 0;

    private bool AtLast(Clause clause, Chunk above) =>
        above.Shape is { Past: true, Negation: < 0, Modal: null } && clause is { Preposition: { } before, Verb: { } then }
        && (sentence.Tokens.FindIndex(before.End, Math.Max(0, then.Head - before.End), t => t.Lower is "finally" or "eventually" or "ultimately" or "grudgingly" or "reluctantly" or "suddenly" or "belatedly") >= 0
            || facts.Lemma(above) is "resist" or "hesitate" or "dither" or "stall" or "oppose" or "refuse" or "waver" or "balk" or "baulk");

    private void AdjectiveGoverns(Attitude a, ActPattern pattern, Clause parent, int start, int end)
    {
        a.Cues.Add((start, end));
        a.Cover(start, end);
        var cue = sentence.Words(start, end);
        if (pattern.Id is "wrong" or "mistaken" && a.Mode == AttitudeMode.Statement)
        {
            // "We were wrong to fight X"
            a.Move(a.To, a.To == Position.Against ? Position.Favor : Position.Against, -a.Sign);
            a.Rule = "governor.concede";
            a.Holders = parent.SubjectChain();
            return;
        }

        if (pattern.Object is Effect.Intend or Effect.Hedge && parent.Verb is { Shape: { Copula: true, Past: true } } && parent.Children.Exists(c => c.Kind == ClauseKind.Adverbial && c.Opener is { } when && sentence.Tokens[when.Start].Lower is "when" or "until" or "before") || (pattern.Object is Effect.Intend && parent.Verb is { Shape.Past: true, Shape.Copula: true } && a.Mode == AttitudeMode.Change && facts.Sentence.Clauses.Exists(c => c.Opener is { } o && sentence.Tokens[o.Start].Is("when"))))
        {
            a.Drop("scope.negation", $"not done: {cue} ... when");
            return;
        }

        Composition.Govern(a, pattern.Object, cue);
        if (a.Mode == AttitudeMode.Statement && parent.Verb is { } remain && facts.Lemma(remain) is "remain" or "stay")
            a.Reiterated = true;
        if (pattern.Id == "unlikely")
        {
            a.Drop("scope.negation", "negated by unlikely");
            return;
        }

        if (pattern.Object == Effect.Con)
        {
            a.Act = pattern;
            a.Rule = "governor.refuse";
        }

        if (a.Holders.Count == 0)
            a.Holders = parent.SubjectChain();
    }
}
