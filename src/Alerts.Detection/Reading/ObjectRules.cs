using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>The topic is the object of a verb, or stands behind its preposition.</summary>
internal sealed class ObjectRules(SentenceReader reader)
{
    private readonly SentenceFacts facts = reader.Facts;
    private readonly ParsedSentence sentence = reader.Facts.Sentence;
    private readonly Predicates predicates = reader.Facts.Predicates;

    private static readonly string[] Documents = ["treaty", "convention", "law", "bill", "rule", "rules", "decree", "resolution", "regulation", "regulations", "pact", "accord", "agreement", "legislation", "order", "directive", "amendment", "motion", "charter", "act", "protocol", "clause", "provision", "requirement", "plan", "proposal", "scheme"];

    private delegate bool Rule(Attitude a, Clause clause, Complement complement, Chunk verb);

    // The first that fits decides.
    private Rule[] InOrder => field ??= [Adjective, Exchange, Wanted, Document, Idiom, Called, FromTo, Pattern, Shift, Governed, LightVerb, EventNoun, Announced, Newly];

    public void Apply(Attitude a, Clause clause, Complement? complement, Chunk chunk)
    {
        if (clause.Verb is not { } verb)
        {
            if (complement is null || !HeadlineAdjective(a, clause, complement))
                reader.Subjects.Verbless(a, clause, chunk);
            return;
        }

        if (complement is not null && !complement.BeforeVerb)
        {
            foreach (var rule in InOrder)
            {
                if (rule(a, clause, complement, verb))
                    return;
            }
        }

        a.Drop("mention.only", "only mentioned");
    }

    // "Oslo open to X"
    private bool HeadlineAdjective(Attitude a, Clause clause, Complement complement)
    {
        // "Tories against X", "Paris no longer against X"
        if (complement.Preposition is { } side && sentence.Headline && sentence.Tokens[side.Start].Lower is "against" or "behind" && clause.Subjects.Count > 0 && a.Mode == AttitudeMode.Thing && facts.Resolver.Resolve(clause.Subjects[0]) is { Known: true })
        {
            Composition.ApplyToObject(a, sentence.Tokens[side.Start].Is("against") ? Effect.Con : Effect.Pro);
            a.Rule = "predicate.adjective";
            a.Cues.Add((side.Start, side.End));
            NoLonger(a, side.Start);
            a.Holders = clause.SubjectChain();
            reader.Outward.Finish(a, clause);
            return true;
        }

        if (predicates.Adjective(clause) is not { } adjective || complement.Preposition is not { } p || !adjective.Pattern.Prepositions.Contains(sentence.Tokens[p.Start].Lower))
            return false;
        a.Take(adjective.Pattern, adjective.Pattern.Object, clause.Subjects[^1], "predicate.adjective");
        NoLonger(a, adjective.Start);
        a.Holders = clause.SubjectChain();
        reader.Outward.Finish(a, clause);
        return true;
    }

    private void NoLonger(Attitude a, int before)
    {
        if (before > 1 && sentence.Tokens[before - 1].Is("longer") && sentence.Tokens[before - 2].Is("no"))
            Composition.Negate(a, noLonger: true, past: false, renewal: false, "no longer");
    }

    // "committed to X", "opposed to X", "open to X"
    private bool Adjective(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        if (predicates.Adjective(clause) is not { } adjective || complement.Preposition is not { } with || adjective.End < with.Start || adjective.End > with.Start + 1 || adjective.Pattern.Object is not (Effect.Pro or Effect.Con or Effect.Willing or Effect.Hold or Effect.Quit or Effect.Yield or Effect.Drop))
            return false;
        a.Take(adjective.Pattern, adjective.Pattern.Object, verb, "predicate.adjective");
        a.Cues.Add((adjective.Start, adjective.End));
        if (facts.Lemma(verb) is "remain" or "stay" || (facts.Lemma(verb) == "stand" && adjective.Pattern.Id.StartsWith("firm", StringComparison.Ordinal)))
            a.Reiterated = true;
        if (a is { Mode: AttitudeMode.Statement } && facts.Lemma(verb) is "become" or "grow" or "turn" or "go" or "get" && a.To is Position.Favor or Position.Against)
        {
            // "has grown sceptical of X"
            a.Move(a.To == Position.Favor ? Position.Against : Position.Favor, adjective.Pattern.Id is "cold" or "cool" or "lukewarm" ? Position.Neutral : a.To, a.Sign);
            a.Partial = true;
        }

        if (adjective.Start > 0 && sentence.Tokens[adjective.Start - 1].Is("less"))
        {
            a.Move(a.To, Position.Neutral, -a.Sign);
            a.Partial = true;
        }

        reader.Outward.AfterVerb(a, clause, passive: false);
        return true;
    }

    // "dropped Y in exchange for X"
    private bool Exchange(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        if (complement.Preposition is not { } preposition || !Exchanged(preposition))
            return false;
        Composition.ApplyToObject(a, Effect.Support);
        a.Rule = "exchange.demand";
        a.Desire = true;
        reader.Outward.AfterVerb(a, clause, passive: false);
        return true;
    }

    // "want the tax abandoned", "wanted the date kept"
    private bool Wanted(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        if (complement.Preposition is not null || a.Mode != AttitudeMode.Thing || facts.Lemma(verb) is not ("want" or "like" or "prefer" or "need" or "wish" or "see") || verb.Shape!.Passive
            || clause.Children.Find(c => c is { Kind: ClauseKind.Participle, Verb: { Shape.BareParticiple: true } done, Antecedent: { } of } && Reaches(complement.Noun, of) && done.Start >= of.End && done.Start <= of.End + 1)?.Verb is not { } wanted
            || (predicates.ForSubject(wanted, passive: true) ?? facts.Info(wanted).Verbs.FirstOrDefault()) is not { } pattern)
        {
            return false;
        }

        var effect = facts.Lemma(wanted) switch
        {
            "leave" when wanted.End < sentence.Tokens.Count && sentence.Tokens[wanted.End].Lower is "alone" or "intact" or "unchanged" or "untouched" or "be" => Effect.Keep,
            "finish" or "complete" or "build" or "launch" or "hold" or "make" or "do" or "start" or "begin" or "open" or "sign" or "ratify" or "pass" or "enact" or "introduce" or "extend" => Effect.Impose,
            _ => pattern.Object,
        };
        if (effect is Effect.None or Effect.Transparent)
            return false;
        a.Take(pattern, effect, wanted, "verb.wanted");
        Composition.Demand(a);
        a.Cues.Add((verb.Start, verb.End));
        reader.Outward.AfterVerb(a, clause, passive: false);
        return true;
    }

    // From "sanctions" to "Russia" in "sanctions on Russia".
    private bool Reaches(Chunk noun, Chunk end)
    {
        while (noun.Start < end.Start && noun.Index + 2 < sentence.Chunks.Count && sentence.Chunks[noun.Index + 1].Kind == ChunkKind.Preposition && sentence.Chunks[noun.Index + 2] is { Kind: ChunkKind.Noun } next)
            noun = next;
        return noun == end;
    }

    // "the convention banning X", "a law that allows X" as one thing: what is done to the document is done to the topic.
    private bool Document(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        var would = clause is { Kind: ClauseKind.Relative, Subjects.Count: 0, Verb.Shape: { Modal: "would", Negation: < 0 } };
        if (clause is not { Antecedent: { } document } || !(clause.Kind == ClauseKind.Participle || would) || a.Mode != AttitudeMode.Thing || !Documents.Contains(facts.Word(document)))
            return false;
        var against = predicates.ForObject(verb, complement) is { Object: Effect.Reject or Effect.Drop or Effect.Quit or Effect.Weaken };
        if (against && !a.Topic.Proposition.Contains((facts.Lemma(verb) ?? "")[..Math.Min(3, (facts.Lemma(verb) ?? "").Length)], StringComparison.OrdinalIgnoreCase))
            a.Sign = -a.Sign;
        a.Cues.Add((verb.Start, verb.End));
        reader.Climb(a, document, document);
        return true;
    }

    // "want nothing to do with X": the idiom begins at the verb above.
    private bool Idiom(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        if (clause.Kind != ClauseKind.Infinitive || clause.Parent is not { Verb: { } above } || predicates.ForObject(above, complement) is not { Fixed.Length: > 1, Object: not Effect.None } pattern)
            return false;
        a.Take(pattern, pattern.Object, above, "verb.preposition");
        reader.Outward.AfterVerb(a, clause.Parent, passive: false);
        return true;
    }

    // "called X a mistake", "branded X unacceptable"
    private bool Called(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        if (complement.Preposition is not null || verb.Shape!.Passive || facts.Lemma(verb) is not ("call" or "brand" or "label" or "dub" or "describe" or "denounce" or "deem" or "consider" or "term" or "regard" or "declare" or "see" or "condemn" or "view" or "accept" or "recognise" or "recognize" or "treat"))
            return false;
        for (var t = complement.Noun.Start; t < sentence.Tokens.Count && t < complement.Noun.End + 6; t++)
        {
            if (sentence.Tags[t] is Tag.Comma or Tag.Break or Tag.Stop or Tag.Verb)
                return false;
            if (sentence.Tags[t] == Tag.Preposition && t >= complement.Noun.End && t + 1 < sentence.Tokens.Count && sentence.Tags[t + 1] is not (Tag.Stop or Tag.Comma or Tag.Break) && facts.Lexicon[sentence.Tokens[t].Lower].Adjectives.TrueForAll(j => j.Fixed.Length == 0))
                continue;
            if (t < complement.Noun.End && (t <= a.MentionEnd || facts.Lexicon[sentence.Tokens[t].Lower].Adjectives.Count == 0))
                continue;
            if (facts.Predicates.AdjectiveAt(t) is not { Object: Effect.Con or Effect.Pro or Effect.Lose or Effect.Hold, Prepositions.Length: 0 } judged)
                continue;

            // To declare it dead gives it up; to call it dead or unnecessary speaks against it.
            a.Take(judged, judged.Object == Effect.Lose && facts.Lemma(verb) != "declare" ? Effect.Con : judged.Object == Effect.Hold ? Effect.Pro : judged.Object, verb, "verb.called");
            a.Cues.Add((t, t + 1));
            reader.Outward.AfterVerb(a, clause, passive: false);
            return true;
        }

        return false;
    }

    // What acts.yaml says of the verb.
    private bool Pattern(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        var lemma = facts.Lemma(verb);
        if (predicates.ForObject(verb, complement) is not { Object: not Effect.None } pattern || (a.LastEffect is Effect.Pro or Effect.Con && pattern.Fixed.Length == 0 && lemma is "offer" or "raise" or "give" or "have"))
            return false;
        // "is weighing a return to X", where that is the topic's name
        if (pattern.Object == Effect.Hedge && a is { Mode: AttitudeMode.Thing, Sign: > 0 } && facts.Word(complement.Noun) is "return" or "resumption" or "revival" or "restoration" or "comeback" or "reopening" or "re-entry" or "restart" && !verb.Shape!.Passive)
        {
            a.Move(Position.Unknown, Attitude.Toward(a.Sign), a.Sign);
            a.Hedged = true;
            a.Rule = "verb.event";
            a.Act = pattern;
            a.Cues.Add((verb.Start, verb.End));
            reader.Outward.AfterVerb(a, clause, passive: false);
            return true;
        }

        if (lemma is "return" or "turn" or "come" or "go" && facts.Word(complement.Noun) is "question" or "issue" or "matter" or "subject" or "topic" or "theme")
            return false; // takes it up in talk
        if (lemma is "consider" or "judge" && clause.Children.Exists(c => c is { Kind: ClauseKind.Infinitive, Verb.Shape.Copula: true }))
            return false;
        var passive = verb.Shape!.Passive; // a clause's verb is a verb group
        if (passive && complement.Preposition is null)
        {
            a.Drop("mention.only", "only mentioned");
            return true;
        }

        if (a.Mode == AttitudeMode.Change && pattern.Object == Effect.Hedge)
        {
            // "mulls a return to X"
            a.Hedged = true;
            a.Rule = "verb.event";
            a.Act = pattern;
            a.Cues.Add((verb.Start, verb.End));
            reader.Outward.AfterVerb(a, clause, passive);
            return true;
        }

        if (a.Mode == AttitudeMode.Change && (pattern.Object is Effect.Adopt or Effect.Accept or Effect.Impose or Effect.Yield || (lemma is not null && SentenceFacts.LightVerbs.Contains(lemma))))
        {
            // "ordered an end to X", "agreed to the lifting of X": the noun's event, done by the subject.
            a.Rule = "verb.event";
            a.Act = pattern;
            a.Cues.Add((verb.Start, verb.End));
            reader.Outward.AfterVerb(a, clause, passive);
            return true;
        }

        var excluded = a.Mode == AttitudeMode.Change && pattern.Object == Effect.Reject;
        var renewed = lemma is "renew" or "repeat" && a.LastEffect is Effect.Pro or Effect.Con;
        var overcome = (lemma is "swallow" or "settle" || (lemma is "dismiss" or "withdraw" && facts.Sentence.Tags[complement.Noun.Start] == Tag.PossessivePronoun)) && a.LastEffect == Effect.Con && a.Mode == AttitudeMode.Thing; // "swallowed its doubts about X"
        a.Take(pattern, renewed ? Effect.Keep : overcome ? Effect.Drop : pattern.Object, verb, complement.Preposition is null ? "verb.object" : "verb.preposition");
        a.Reiterated |= excluded;
        a.Excluded = excluded;
        if (pattern.Object == Effect.Shift)
            Direct(a, clause, complement);
        reader.Outward.AfterVerb(a, clause, passive);
        return true;
    }

    // "announced a ban on X": whoever makes one known makes it.
    private bool Announced(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        if (complement.Preposition is not null || a.Mode != AttitudeMode.Thing || facts.Lemma(verb) is not ("announce" or "unveil" or "declare" or "proclaim") || verb.Shape!.Passive || a.LastEffect is Effect.Pro or Effect.Con
            || sentence.Tokens[complement.Noun.Start].Lower is "the" or "its" or "their" or "his" or "her")
        {
            return false;
        }

        Composition.ApplyToObject(a, Effect.Impose);
        a.Rule = "verb.announced";
        a.Act = facts.Info(verb).Verbs.FirstOrDefault();
        a.Cues.Add((verb.Start, verb.End));
        reader.Outward.AfterVerb(a, clause, passive: false);
        return true;
    }

    // "moved its stance toward X"
    private bool Shift(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        if (facts.Lemma(verb) is not ("shift" or "switch" or "move" or "change" or "pivot") || complement.Preposition is not { } direction || !HasStanceWord(clause))
            return false;
        var to = sentence.Tokens[direction.Start].Lower;
        if (to is not ("from" or "to" or "toward" or "towards" or "behind"))
            return false;
        Composition.ApplyToObject(a, to == "from" ? Effect.Reverse : Effect.Yield);
        if (to == "from" && clause.Complements.Exists(c => sentence.Words(c.Noun).Contains("neutral", StringComparison.OrdinalIgnoreCase)))
            a.To = Position.Neutral;
        a.Act = facts.Info(verb).Verbs.Find(v => v.Object == Effect.Shift);
        a.Rule = "verb.shift";
        a.Cues.Add((verb.Start, verb.End));
        reader.Outward.AfterVerb(a, clause, passive: false);
        return true;
    }

    // "went from sceptic to supporter of X"
    private bool FromTo(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        if (complement.Preposition is not { } turn || sentence.Tokens[turn.Start].Lower is not ("to" or "into") || facts.Lemma(verb) is not ("go" or "turn" or "swing" or "shift" or "move" or "switch" or "change" or "evolve" or "morph")
            || a.Mode != AttitudeMode.Thing || clause.Complements.Find(c => c.Preposition is { } p && sentence.Tokens[p.Start].Is("from")) is not { } origin)
        {
            return false;
        }

        // "moved from observer status to an application"
        if (a.LastEffect is not (Effect.Pro or Effect.Con))
        {
            if (clause.SubjectChain() is not { Count: > 0 } movers || facts.Resolver.Resolve(movers[0]) is not { Known: true } || facts.Resolver.Named(origin.Noun.Start, origin.Noun.End) is not null)
                return false;
            var open = facts.Word(origin.Noun) is "status" or "neutrality" or "silence" or "indifference" or "ambiguity" or "hesitation" or "neutral";
            a.Move(open ? Position.Neutral : Attitude.Toward(-a.Sign), Attitude.Toward(a.Sign), a.Sign);
            a.Rule = "verb.shift";
            a.Cues.Add((verb.Start, verb.End));
            reader.Outward.AfterVerb(a, clause, passive: false);
            return true;
        }

        a.Move(Attitude.Toward(-a.Sign), Attitude.Toward(a.Sign), a.Sign);
        a.Rule = "verb.shift";
        a.Cues.Add((verb.Start, verb.End));
        reader.Outward.AfterVerb(a, clause, passive: false);
        return true;
    }

    // "agreed to host X", "refused to fund X": the governor tells the direction of a verb that has none.
    private bool Governed(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        if (complement.Preposition is not null || !IsGoverned(clause) || verb.Shape!.Passive)
            return false;
        Composition.ApplyToObject(a, Effect.Impose);
        a.Rule = "verb.governed";
        a.Act = facts.Info(verb).Verbs.FirstOrDefault();
        reader.Outward.AfterVerb(a, clause, passive: false);
        return true;
    }

    // A light verb says no more than its noun: "voiced opposition to X", "announced the lifting of X".
    private bool LightVerb(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        var shape = verb.Shape!; // a clause's verb is a verb group
        if (complement.Preposition is not null || facts.Lemma(verb) is not { } lemma || shape.Passive || !(SentenceFacts.LightVerbs.Contains(lemma) || shape.Copula || (lemma == "become" && a.LastEffect is Effect.Pro or Effect.Con))
            || a.LastEffect is not (Effect.Pro or Effect.Con or Effect.Drop or Effect.Quit or Effect.Reverse or Effect.Restore))
        {
            return false;
        }

        if (a.Mode == AttitudeMode.Thing && lemma == "become")
            a.Move(Attitude.Toward(-a.Sign), Attitude.Toward(a.Sign), a.Sign);
        else if (a.Mode == AttitudeMode.Thing)
            a.State(a.Sign);
        a.Rule = "verb.light";
        a.Act ??= facts.Info(verb).Verbs.FirstOrDefault();
        a.Cues.Add((verb.Start, verb.End));

        // "There is no place for X": whoever says so.
        if (shape.Copula && clause.Subjects.Count > 0 && facts.Word(clause.Subjects[0]) == "there")
        {
            a.Impersonal = true;
            reader.Outward.AfterVerb(a, clause, passive: true);
            return true;
        }

        reader.Outward.AfterVerb(a, clause, passive: a.Mode == AttitudeMode.Change && a.Possessor is not null);
        return true;
    }

    // "marks a departure from X's insistence on Y"
    private bool EventNoun(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        if (a.Mode != AttitudeMode.Change || a.Possessor is null || facts.Lemma(verb) is not ("mark" or "represent" or "signal" or "follow" or "come" or "reflect" or "mean" or "constitute" or "be"))
            return false;
        a.Rule = "noun.event";
        a.Impersonal = true;
        reader.Outward.AfterVerb(a, clause, passive: true);
        return true;
    }

    // A verb that no file knows, where the text says that the position was another: "put its name to X, which it had refused".
    private bool Newly(Attitude a, Clause clause, Complement complement, Chunk verb)
    {
        if (a.Mode != AttitudeMode.Thing || (complement.Preposition is { } p && sentence.Tokens[p.Start].Lower is not ("to" or "into" or "behind" or "in")) || verb.Shape!.Passive || verb.Shape.Copula || a.LastEffect is Effect.Pro or Effect.Con || facts.Info(verb).Verbs.Exists(v => v.Object is not Effect.None || v.Clause is not Effect.None)
            || clause.SubjectChain() is not { Count: > 0 } subjects || facts.Resolver.Resolve(subjects[0]) is not { Known: true } || facts.Contrasts.Find(clause, a.Sign > 0, a.Topic) is null)
        {
            return false;
        }

        Composition.ApplyToObject(a, Effect.Impose);
        a.Rule = "verb.newly";
        a.Cues.Add((verb.Start, verb.End));
        reader.Outward.AfterVerb(a, clause, passive: false);
        return true;
    }

    private bool IsGoverned(Clause clause)
    {
        if (clause.Kind is not (ClauseKind.Infinitive or ClauseKind.Gerund) || clause.Parent is not { } parent)
            return false;
        if (clause.GovernorNoun is { } noun)
            return predicates.Noun(noun, null) is not null || facts.Word(noun) is "wish" or "desire" or "intention" or "intentions" or "decision" or "plan" or "plans" or "move" or "proposal" or "agreement" or "deal" or "vote";
        if (predicates.Adjective(parent) is { Pattern.Object: Effect.Willing or Effect.Con or Effect.Intend or Effect.Pro })
            return true;
        return parent.Verb is { } verb && predicates.ForClause(verb, clause) is { Clause: Effect.Decide or Effect.Refuse or Effect.Intend or Effect.Willing or Effect.Force or Effect.Deny or Effect.Stop };
    }

    private bool HasStanceWord(Clause clause) => clause.Complements.Exists(c => facts.Word(c.Noun) is "stance" or "position" or "policy" or "line" or "support" or "view" or "focus" or "neutral" or "approach" or "tone" or "posture");

    private void Direct(Attitude a, Clause clause, Complement complement)
    {
        foreach (var other in clause.Complements)
        {
            if (other == complement || other.Preposition is not { } preposition)
                continue;
            var to = sentence.Words(other.Noun);
            if (sentence.Tokens[preposition.Start].Lower is "to" or "into" && to.Contains("neutral", StringComparison.OrdinalIgnoreCase))
                a.To = Position.Neutral;
        }
    }

    private bool Exchanged(Chunk preposition) =>
        preposition.Start >= 2 && sentence.Tokens[preposition.Start].Is("for") && sentence.Tokens[preposition.Start - 1].Lower is "exchange" or "return" && sentence.Tokens[preposition.Start - 2].Is("in");
}
