using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;
using Alerts.Detection.Text;

namespace Alerts.Detection.Reading;

/// <summary>
/// Reads one mention of a topic in a parsed sentence: climbs from the mention through the nouns, verbs and clauses that
/// govern it, and ends with who holds which position, or with the reason why nobody does.
/// </summary>
internal sealed class SentenceReader(EnglishLexicon lexicon, ParsedSentence sentence, ActorResolver resolver, Scopes scopes)
{
    private static readonly string[] LightVerbs = ["express", "voice", "announce", "declare", "state", "show", "signal", "offer", "give", "make", "issue", "have", "register", "raise", "lodge", "throw", "pledge", "confirm", "hold", "reach", "strike", "sign", "take", "set", "adopt", "unveil", "present", "publish", "release", "mark", "represent", "constitute", "bring", "come", "follow", "repeat", "begin", "start", "launch", "lead", "complete", "order", "mean"];
    private static readonly string[] GoalNouns = ["goal", "priority", "aim", "objective", "ambition", "policy", "position", "aspiration", "target", "demand", "condition", "cornerstone"];
    private readonly Predicates predicates = new(lexicon, sentence);

    /// <summary>What the mention at tokens first..last says; never null, dropped where it says nothing.</summary>
    /// <param name="first">First token of the mention.</param>
    /// <param name="last">Last token of the mention.</param>
    /// <param name="counter">Whether the mention names the opposite of the proposition.</param>
    /// <param name="topic">The topic it names.</param>
    public Attitude Read(int first, int last, bool counter, Topic topic)
    {
        var a = new Attitude { Sign = counter ? -1 : 1 };
        a.Cover(first, last + 1);
        if (Inverted() is { } inverted)
        {
            a.Drop("scope.counterfactual", $"counterfactual: {inverted}");
            return a;
        }

        var chunk = sentence.Chunks.Find(c => c.Contains(first)) ?? sentence.Chunks[0];
        if (chunk.Kind == ChunkKind.Adverb || chunk.Kind == ChunkKind.Preposition)
            chunk = sentence.Chunks.Find(c => c.Kind is ChunkKind.Noun or ChunkKind.Verb && c.End > first) ?? chunk;
        if (chunk.Kind == ChunkKind.Verb && chunk.Head <= last)
        {
            Verbal(a, chunk, topic);
        }
        else if (chunk.Kind == ChunkKind.Noun)
        {
            var end = sentence.Chunks.Find(c => c.Contains(last)) ?? chunk;
            if (end.Kind != ChunkKind.Noun)
                end = chunk;
            if (topic.Flips.Count > 0 && topic.Flips.Any(f => scopes.IndexOfWords(f.ToLowerInvariant()) is var at && at >= 0 && at < sentence.Tokens[first].Start - sentence.Span.Start))
                a.Sign = -a.Sign;
            if (sentence.Tokens[last].Lower is "objection" or "objections" or "opposition" or "veto" or "resistance" && first != last)
                a.Sign = -a.Sign;
            RightHeads(a, end, last);
            if (!a.Dropped)
                Climb(a, chunk, end);
        }
        else
        {
            a.Drop("mention.only", "only mentioned");
        }

        if (a.DropRule is "mention.only" && counter)
            a = Being(a, first, last) ?? a;
        if (!a.Dropped && a.Mode == AttitudeMode.Thing)
            a.Drop("mention.only", "only mentioned");
        return a;
    }

    /// <summary>What a relative clause says of the mention it follows: "concessions, which Kyiv has firmly rejected"; null where none follows.</summary>
    /// <param name="first">First token of the mention.</param>
    /// <param name="last">Last token of the mention.</param>
    /// <param name="counter">Whether the mention names the opposite of the proposition.</param>
    public Attitude? ReadRelative(int first, int last, bool counter)
    {
        var chunk = sentence.Chunks.Find(c => c.Contains(last));
        if (chunk is not { Kind: ChunkKind.Noun })
            return null;
        var clause = sentence.Clauses.Find(c => c.Kind == ClauseKind.Relative && c.Antecedent == chunk && c.Subjects.Count > 0 && c.Verb is not null);
        if (clause?.Verb is not { } verb || verb.Shape!.Passive || clause.Complements.Exists(c => c.Preposition is null && !c.BeforeVerb && !IsTime(c.Noun)))
            return null;
        var a = new Attitude { Sign = counter ? -1 : 1 };
        a.Cover(first, last + 1);
        RightHeads(a, chunk, last);
        if (a.Dropped || predicates.ForObject(verb, new Complement(null, chunk, false)) is not { Object: not Effect.None } pattern)
            return null;
        Use(a, pattern, pattern.Object, verb, "verb.relative");
        AfterVerb(a, clause, passive: false);
        return a;
    }

    // "join NATO", "deploying troops": doing it is being for it.
    private void Verbal(Attitude a, Chunk verb, Topic topic)
    {
        var clause = sentence.Clauses.Find(c => c.Verb == verb);
        if (clause is null)
        {
            a.Drop("mention.only", "only mentioned");
            return;
        }

        // The verb of a mention such as "quits OPEC" leaves what the topic is about.
        var word = lexicon[sentence.Tokens[verb.Head].Lower];
        var own = word.Lemma is { } lemma && !topic.Proposition.Contains(lemma[..Math.Min(4, lemma.Length)], StringComparison.OrdinalIgnoreCase)
            ? word.Verbs.Find(v => v.Object is Effect.Quit && v.Group == "quit" && v.Fixed.Length == 0)
            : null;
        if (word.Lemma == "leave" && sentence.Tokens.Exists(t => t.Lower is "unchanged" or "place" or "intact" or "hold"))
            own = null;
        var effect = own is not null && a.Sign > 0 ? Effect.Quit : Effect.Impose;
        Composition.ApplyToObject(a, effect);
        a.Act = own ?? lexicon[sentence.Tokens[verb.Head].Lower].Verbs.FirstOrDefault();
        a.Rule = "verb.mention";
        a.Cues.Add((verb.Start, verb.End));
        AfterVerb(a, clause, verb.Shape?.Passive == true);
    }

    // "must remain neutral and outside NATO": being so is being for it.
    private Attitude? Being(Attitude dropped, int first, int last)
    {
        var clause = scopes.OwnerOf(first);
        if (clause?.Verb is not { } verb || clause.Subjects.Count == 0 || !(verb.Shape!.Copula || lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "remain" or "stay" or "keep"))
            return null;
        var a = new Attitude { Sign = dropped.Sign };
        a.Cover(first, last + 1);
        Composition.ApplyToObject(a, Effect.Impose);
        a.Rule = "predicate.being";
        a.Cues.Add((verb.Start, verb.End));
        AfterVerb(a, clause, passive: false);
        return a;
    }

    // "sanctions relief", "NATO membership demand", "sanctions experts"
    private void RightHeads(Attitude a, Chunk chunk, int last)
    {
        for (var t = last + 1; t < chunk.End; t++)
        {
            if (sentence.Tags[t] == Tag.PossessiveMark)
            {
                if (t + 1 < chunk.End)
                    a.Drop("mention.possessor", "only the possessor of something else");
                return;
            }

            var info = lexicon[sentence.Tokens[t].Lower];
            if (info.Has(WordClass.ThirdParty) || (t == chunk.End - 1 && info.Has(WordClass.OfficeNoun)))
            {
                a.Drop("mention.modifier", $"names people: {sentence.Tokens[t].Lower}");
                return;
            }

            if (info.Head != Effect.None)
            {
                Composition.ApplyNoun(a, info.Head);
                a.Cues.Add((t, t + 1));
            }
            else if (info.Nouns.Exists(n => n.Object == Effect.Con) && !info.Nouns.Exists(n => n.Object != Effect.Con))
            {
                Composition.ApplyNoun(a, Effect.Con);
            }
        }
    }

    // From a noun phrase outward: the nouns it complements, then the verb it is subject or object of.
    private void Climb(Attitude a, Chunk chunk, Chunk end)
    {
        a.Cover(chunk.Start, end.End);
        TakePossessor(a, chunk, outer: a.LastEffect is Effect.Con or Effect.Pro or Effect.Drop or Effect.Reverse);
        var (clause, complement, isSubject) = RoleOf(chunk);
        if (clause is null)
        {
            a.Drop("mention.only", "only mentioned");
            return;
        }

        if (Negative(chunk) && a.Mode != AttitudeMode.Thing)
            Composition.Negate(a, noLonger: false, past: false, renewal: false, sentence.Tokens[chunk.Start].Lower);

        // A relative clause on it: "the tariffs that Washington dropped in 2021".
        if (complement?.Preposition is { } preposition)
        {
            if (clause.Verb is { } verb && !complement.BeforeVerb && predicates.IsIdiom(verb, complement))
            {
                ApplyVerb(a, clause, complement, chunk);
                return;
            }

            var word = sentence.Tokens[preposition.Start].Lower;
            if (preposition.Index > 0 && sentence.Chunks[preposition.Index - 1] is { Kind: ChunkKind.Noun } governor && RoleOf(governor).Clause == clause && sentence.Tags[governor.Head] != Tag.Number && !IsTime(governor))
            {
                var pattern = predicates.Noun(governor, word);
                if (pattern is null && lexicon[sentence.Tokens[governor.Head].Lower].Nouns.Count == 0 && VerbTakes(clause, complement))
                {
                    ApplyVerb(a, clause, complement, chunk);
                    return;
                }

                if (pattern is not null || word is "of" or "on" or "about" or "over")
                {
                    if (pattern is null && resolver.Named(governor.Start, governor.End) is not null && word != "of")
                    {
                        ApplyVerb(a, clause, complement, chunk);
                        return;
                    }

                    NounOver(a, governor, pattern?.Object ?? Effect.Transparent);
                    if (!a.Dropped)
                        Climb(a, governor, governor);
                    return;
                }
            }
        }

        if (isSubject)
            ApplySubject(a, clause, chunk);
        else
            ApplyVerb(a, clause, complement, chunk);
    }

    private bool VerbTakes(Clause clause, Complement complement) => clause.Verb is { } verb && predicates.ForObject(verb, complement) is { Object: not Effect.None };

    private void NounOver(Attitude a, Chunk governor, Effect effect)
    {
        var info = lexicon[sentence.Tokens[governor.Head].Lower];
        if (info.Has(WordClass.ThirdParty) && info.Nouns.Count == 0)
        {
            a.Drop("mention.modifier", $"names people: {sentence.Tokens[governor.Head].Lower}");
            return;
        }

        if (effect == Effect.Hedge && a.Mode == AttitudeMode.Thing)
            return;
        Composition.ApplyNoun(a, effect);
        if (effect is not (Effect.Transparent or Effect.None))
        {
            a.Cues.Add((governor.Start, governor.End));
            a.Rule = effect == Effect.Con ? "noun.opposition" : effect == Effect.Pro ? "noun.support" : "noun.event";
            a.Act ??= lexicon[sentence.Tokens[governor.Head].Lower].Nouns.FirstOrDefault();
        }
    }

    private void TakePossessor(Attitude a, Chunk chunk, bool outer)
    {
        var has = false;
        for (var t = chunk.Start; t < chunk.End && !has; t++)
            has = sentence.Tags[t] is Tag.PossessiveMark or Tag.PossessivePronoun;
        if (has && (a.Possessor is null || outer))
            a.Possessor = chunk;
        if (!has && outer && resolver.Resolve(chunk) is { Known: true } && a.Possessor is null)
            a.Possessor = chunk;
    }

    private (Clause? Clause, Complement? Complement, bool Subject) RoleOf(Chunk chunk)
    {
        foreach (var clause in sentence.Clauses)
        {
            if (clause.Subjects.Contains(chunk))
                return (clause, null, true);
            var complement = clause.Complements.Find(c => c.Noun == chunk);
            if (complement is not null)
                return (clause, complement, false);
        }

        return (null, null, false);
    }

    private void ApplySubject(Attitude a, Clause clause, Chunk chunk)
    {
        if (clause.Verb is not { } verb)
        {
            Verbless(a, clause, chunk);
            return;
        }

        var shape = verb.Shape!; // a clause's verb is a verb group
        if (a.Mode == AttitudeMode.Change && a.Possessor is null && shape.Passive && By(clause) is { } announcer && lexicon[sentence.Tokens[verb.Head].Lower].Lemma is { } light && LightVerbs.Contains(light))
        {
            a.Holders = [announcer];
            a.Rule = "noun.event";
            a.Cues.Add((verb.Start, verb.End));
            a.Detached = true;
            Finish(a, clause);
            return;
        }

        var eventNoun = a.Possessor is not null && (a.Mode == AttitudeMode.Change || a.LastEffect == Effect.Adopt);
        if ((shape.Passive || HeadlinePassive(clause, shape)) && !eventNoun)
        {
            if (predicates.ForSubject(verb, passive: true) is { } passive)
            {
                Use(a, passive, passive.Object, verb, "verb.passive");
                AfterVerb(a, clause, passive: true);
                return;
            }
        }
        else if (!eventNoun && predicates.ForSubject(verb, passive: false) is { } intransitive && !clause.Complements.Exists(c => c.Preposition is null && !c.BeforeVerb && !IsTime(c.Noun)))
        {
            Use(a, intransitive, intransitive.Subject, verb, "verb.intransitive");
            a.Impersonal = true;
            AfterVerb(a, clause, passive: true);
            return;
        }

        // "appears to be weakening", "is set to be lifted": the subject of the governed verb.
        var raised = clause.Children.Find(c => c.Kind == ClauseKind.Infinitive && !c.ObjectControl && c.GovernorNoun is null && c.Verb is not null);
        if (raised is not null && (predicates.ForClause(verb, raised) is not null || predicates.Adjective(clause) is not null || shape.Passive))
        {
            ApplyRaised(a, raised);
            return;
        }

        if (predicates.Adjective(clause) is { } adjective && adjective.Pattern.Object is Effect.Lose or Effect.Hold)
        {
            Use(a, adjective.Pattern, adjective.Pattern.Object, verb, "predicate.adjective");
            a.Impersonal = true;
            a.Cues.Add((adjective.Start, adjective.End));
            AfterVerb(a, clause, passive: true);
            return;
        }

        if (clause.Complements.Find(c => c.Preposition is null && !c.BeforeVerb && GoalNouns.Contains(sentence.Tokens[c.Noun.Head].Lower)) is { } goal && (shape.Copula || lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "remain" or "stay"))
        {
            Composition.ApplyToObject(a, Effect.Hold);
            a.Reiterated = lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "remain" or "stay" || scopes.Word(clause, WordClass.Continuity) >= 0;
            a.Rule = "predicate.goal";
            a.Impersonal = true;
            a.Possessor = goal.Noun;
            a.Cues.Add((goal.Noun.Start, goal.Noun.End));
            AfterVerb(a, clause, passive: true);
            return;
        }

        // An event told by a noun: "The abandonment of Moldova's neutrality pledge marks a break".
        if (eventNoun && a.LastEffect is Effect.Drop or Effect.Reverse or Effect.Restore or Effect.Adopt)
        {
            if (a.LastEffect == Effect.Adopt)
                Composition.ApplyToObject(a, Effect.Adopt);
            a.Rule = "noun.event";
            a.Impersonal = true;
            a.Detached = true;
            Finish(a, clause);
            return;
        }

        a.Drop("mention.only", "only mentioned");
    }

    // "Missile deployment scrapped after row": no auxiliary, no object.
    private bool HeadlinePassive(Clause clause, VerbShape shape) => sentence.Headline && (shape.BareParticiple || (lexicon[sentence.Tokens[clause.Verb!.Head].Lower].Forms is var forms && (forms & VerbForm.Base) != 0 && (forms & VerbForm.Participle) != 0)) && !clause.Complements.Exists(c => c.Preposition is null && !c.BeforeVerb && !IsTime(c.Noun));

    private void ApplyRaised(Attitude a, Clause raised)
    {
        var verb = raised.Verb!; // checked by the caller
        var passive = verb.Shape!.Passive;
        var pattern = predicates.ForSubject(verb, passive);
        if (pattern is null && lexicon[sentence.Tokens[verb.Head].Lower].Forms != VerbForm.None && verb.Shape.Progressive)
            pattern = predicates.ForSubject(verb, passive: false);
        if (pattern is null)
        {
            a.Drop("mention.only", "only mentioned");
            return;
        }

        Use(a, pattern, passive ? pattern.Object : pattern.Subject, verb, passive ? "verb.passive" : "verb.intransitive");
        a.Impersonal = !passive;
        AfterVerb(a, raised, passive: true);
    }

    // Headline with no verb: "End to sanctions on Damascus", "U-turn on digital tax".
    private void Verbless(Attitude a, Clause clause, Chunk chunk)
    {
        if (predicates.Adjective(clause) is { } adjective && adjective.Start > chunk.Start && adjective.Pattern.Object is Effect.Lose or Effect.Hold)
        {
            Composition.ApplyToObject(a, adjective.Pattern.Object);
            a.Act = adjective.Pattern;
            a.Impersonal = true;
            a.Rule = "predicate.adjective";
            Finish(a, clause);
            return;
        }

        if (a.Mode == AttitudeMode.Change && a.Possessor is not null)
        {
            a.Rule = "noun.event";
            Finish(a, clause);
            return;
        }

        a.Drop("mention.only", "only mentioned");
    }

    private void ApplyVerb(Attitude a, Clause clause, Complement? complement, Chunk chunk)
    {
        if (clause.Verb is not { } verb)
        {
            if (predicates.Adjective(clause) is { } headline && complement?.Preposition is { } p && headline.Pattern.Prepositions.Contains(sentence.Tokens[p.Start].Lower))
            {
                Use(a, headline.Pattern, headline.Pattern.Object, clause.Subjects[^1], "predicate.adjective");
                a.Holders = clause.SubjectChain();
                Finish(a, clause);
                return;
            }

            Verbless(a, clause, chunk);
            return;
        }

        if (complement is null || complement.BeforeVerb)
        {
            a.Drop("mention.only", "only mentioned");
            return;
        }

        // "committed to X", "opposed to X", "open to X"
        if (predicates.Adjective(clause) is { } adjective && complement.Preposition is { } with && adjective.End >= with.Start && adjective.End <= with.Start + 1 && adjective.Pattern.Object is Effect.Pro or Effect.Con or Effect.Willing or Effect.Hold)
        {
            Use(a, adjective.Pattern, adjective.Pattern.Object, verb, "predicate.adjective");
            a.Cues.Add((adjective.Start, adjective.End));
            if (lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "remain" or "stay")
                a.Reiterated = true;
            if (adjective.Start > 0 && sentence.Tokens[adjective.Start - 1].Is("less"))
            {
                a.Move(a.To, Position.Neutral, -a.Sign);
                a.Partial = true;
            }

            AfterVerb(a, clause, passive: false);
            return;
        }

        if (complement.Preposition is { } exchange && Exchanged(exchange))
        {
            Composition.ApplyToObject(a, Effect.Support);
            a.Rule = "exchange.demand";
            a.Desire = true;
            AfterVerb(a, clause, passive: false);
            return;
        }

        var pattern = predicates.ForObject(verb, complement);
        var lemma = lexicon[sentence.Tokens[verb.Head].Lower].Lemma;
        if (pattern is { Object: not Effect.None } && !(a.LastEffect is Effect.Pro or Effect.Con && pattern.Fixed.Length == 0 && lemma is "offer" or "raise" or "give" or "have"))
        {
            var passive = verb.Shape!.Passive;
            if (passive && complement.Preposition is null)
            {
                a.Drop("mention.only", "only mentioned");
                return;
            }

            if (a.Mode == AttitudeMode.Change && (pattern.Object is Effect.Adopt or Effect.Accept or Effect.Impose or Effect.Yield || (lemma is not null && LightVerbs.Contains(lemma))))
            {
                // "ordered an end to X", "agreed to the lifting of X": the noun's event, done by the subject.
                a.Rule = "verb.event";
                a.Act = pattern;
                a.Cues.Add((verb.Start, verb.End));
                AfterVerb(a, clause, passive);
                return;
            }

            var excluded = a.Mode == AttitudeMode.Change && pattern.Object == Effect.Reject;
            var renewed = lemma is "renew" or "repeat" && a.LastEffect is Effect.Pro or Effect.Con;
            Use(a, pattern, renewed ? Effect.Keep : pattern.Object, verb, complement.Preposition is null ? "verb.object" : "verb.preposition");
            a.Reiterated |= excluded;
            a.Excluded = excluded;
            if (pattern.Object == Effect.Shift)
                Shift(a, clause, complement);
            AfterVerb(a, clause, passive);
            return;
        }

        if (lemma is "shift" or "switch" or "move" or "change" or "pivot" && complement.Preposition is { } direction)
        {
            var to = sentence.Tokens[direction.Start].Lower;
            if (to is "from" or "to" or "toward" or "towards" or "behind" && HasStanceWord(clause))
            {
                Composition.ApplyToObject(a, to == "from" ? Effect.Reverse : Effect.Yield);
                if (to == "from" && clause.Complements.Exists(c => sentence.Words(c.Noun).Contains("neutral", StringComparison.OrdinalIgnoreCase)))
                    a.To = Position.Neutral;
                a.Act = lexicon[sentence.Tokens[verb.Head].Lower].Verbs.Find(v => v.Object == Effect.Shift);
                a.Rule = "verb.shift";
                a.Cues.Add((verb.Start, verb.End));
                AfterVerb(a, clause, passive: false);
                return;
            }
        }

        // "went from sceptic to supporter of X"
        if (complement.Preposition is { } turn && sentence.Tokens[turn.Start].Lower is "to" or "into" && lemma is "go" or "turn" or "swing" or "shift" or "move" or "switch" or "change" or "evolve" or "morph" && a.LastEffect is Effect.Pro or Effect.Con && clause.Complements.Exists(c => c.Preposition is { } p && sentence.Tokens[p.Start].Is("from")))
        {
            a.Move(Attitude.Toward(-a.Sign), Attitude.Toward(a.Sign), a.Sign);
            a.Rule = "verb.shift";
            a.Cues.Add((verb.Start, verb.End));
            AfterVerb(a, clause, passive: false);
            return;
        }

        // "agreed to host X", "refused to fund X": the governor tells the direction of a verb that has none.
        if (complement.Preposition is null && Governed(clause) && !verb.Shape!.Passive)
        {
            Composition.ApplyToObject(a, Effect.Impose);
            a.Rule = "verb.governed";
            a.Act = lexicon[sentence.Tokens[verb.Head].Lower].Verbs.FirstOrDefault();
            AfterVerb(a, clause, passive: false);
            return;
        }

        // A light verb says no more than its noun: "voiced opposition to X", "announced the lifting of X".
        if (complement.Preposition is null && lemma is not null && (LightVerbs.Contains(lemma) || verb.Shape!.Copula) && !verb.Shape!.Passive && a.LastEffect is Effect.Pro or Effect.Con or Effect.Drop or Effect.Reverse or Effect.Restore)
        {
            if (a.Mode == AttitudeMode.Thing)
                a.State(a.Sign);
            a.Rule = "verb.light";
            a.Act ??= lexicon[sentence.Tokens[verb.Head].Lower].Verbs.FirstOrDefault();
            a.Cues.Add((verb.Start, verb.End));
            AfterVerb(a, clause, passive: a.Mode == AttitudeMode.Change && a.Possessor is not null);
            return;
        }

        // "marks a departure from X's insistence on Y"
        if (a.Mode == AttitudeMode.Change && a.Possessor is not null && lemma is "mark" or "represent" or "signal" or "follow" or "come" or "reflect" or "mean" or "constitute" or "be")
        {
            a.Rule = "noun.event";
            a.Impersonal = true;
            AfterVerb(a, clause, passive: true);
            return;
        }

        a.Drop("mention.only", "only mentioned");
    }

    private bool Governed(Clause clause)
    {
        if (clause.Kind is not (ClauseKind.Infinitive or ClauseKind.Gerund) || clause.Parent is not { } parent)
            return false;
        if (clause.GovernorNoun is { } noun)
            return predicates.Noun(noun, null) is { Object: Effect.Pro or Effect.Con };
        if (predicates.Adjective(parent) is { Pattern.Object: Effect.Willing or Effect.Con or Effect.Intend or Effect.Pro })
            return true;
        return parent.Verb is { } verb && predicates.ForClause(verb, clause) is { Clause: Effect.Decide or Effect.Refuse or Effect.Intend or Effect.Willing or Effect.Force or Effect.Deny or Effect.Stop };
    }

    private bool HasStanceWord(Clause clause) => clause.Complements.Exists(c => sentence.Tokens[c.Noun.Head].Lower is "stance" or "position" or "policy" or "line" or "support" or "view" or "focus" or "neutral" or "approach" or "tone" or "posture");

    private void Shift(Attitude a, Clause clause, Complement complement)
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

    private static void Use(Attitude a, ActPattern pattern, Effect effect, Chunk verb, string rule)
    {
        Composition.ApplyToObject(a, effect);
        a.Act = pattern;
        a.Rule = rule;
        a.Cues.Add((verb.Start, verb.End));
        a.Cover(verb.Start, verb.End);
    }

    private bool Exchanged(Chunk preposition) =>
        preposition.Start >= 2 && sentence.Tokens[preposition.Start].Is("for") && sentence.Tokens[preposition.Start - 1].Lower is "exchange" or "return" && sentence.Tokens[preposition.Start - 2].Is("in");

    // The verb has made an attitude of the thing: its holder, then what stands around and above its clause.
    private void AfterVerb(Attitude a, Clause clause, bool passive)
    {
        a.Detached = passive;
        if (!passive)
            a.Holders = clause.SubjectChain();
        else if (By(clause) is { } agent)
            a.Holders = [agent];
        Finish(a, clause);
    }

    private Chunk? By(Clause clause) => clause.Complements.Find(c => c.Preposition is { } p && sentence.Tokens[p.Start].Is("by") && !IsTime(c.Noun))?.Noun;

    private bool IsTime(Chunk noun) => lexicon[sentence.Tokens[noun.Head].Lower].Has(WordClass.Day | WordClass.Month | WordClass.TimeNoun);

    // Scopes of the clause, then its governor, and so outward.
    private void Finish(Attitude a, Clause clause)
    {
        var current = clause;
        for (var depth = 0; depth < 12 && !a.Dropped; depth++)
        {
            Around(a, current);
            if (a.Dropped)
                return;
            var next = Above(a, current);
            if (next is null)
                return;
            current = next;
        }
    }

    private void Around(Attitude a, Clause clause)
    {
        var shape = clause.Verb?.Shape;
        if (shape is not null && clause.Verb is { } verb)
        {
            a.Cover(verb.Start, verb.End);
            if (shape.Negation >= 0)
            {
                a.Cues.Add((shape.Negation, shape.Negation + 1));
                var past = (shape.Past || shape.Perfect) && shape.Modal is null;
                var lemma = lexicon[sentence.Tokens[verb.Head].Lower].Lemma;
                var renewal = lemma is "extend" or "renew" or "prolong" or "maintain" or "keep" or "retain" or "uphold" && !past;
                renewal |= lemma is "extend" or "renew" or "prolong";
                Composition.Negate(a, shape.NoLonger || scopes.AnyMore(), past && !renewal, renewal, sentence.Words(verb));
            }
            else if (scopes.InvertedNegation() is { } never && clause.Kind == ClauseKind.Root)
            {
                Composition.Negate(a, noLonger: false, past: false, renewal: false, never);
            }

            Modal(a, shape, verb);
            if (a.Dropped)
                return;
        }

        if (clause.Verb is { } group && group.Start > 0 && sentence.Tokens[group.Start - 1].Lower is "neither" or "nor")
            a.Drop("scope.negation", $"negated by {sentence.Tokens[group.Start - 1].Lower}");
        foreach (var subject in clause.Subjects)
        {
            if (sentence.Tokens[subject.Start].Lower is "neither" or "nobody" or "none" or "no")
                a.Drop("scope.negation", $"negated by {sentence.Words(subject)}");
        }

        if (scopes.Word(clause, WordClass.Hedge) >= 0)
            a.Hedged = true;
        if (scopes.Word(clause, WordClass.Continuity) is var continuity and >= 0 && a.Mode == AttitudeMode.Statement && !IsDurationAdjective(continuity))
        {
            a.Reiterated = true;
            a.Cues.Add((continuity, continuity + 1));
        }

        if (a.Mode == AttitudeMode.Statement && scopes.Repeated())
            a.Reiterated = true;
        if (scopes.Falsehood() is { } falsehood && clause.Kind is ClauseKind.Content or ClauseKind.Root && !a.Denied)
        {
            a.Denied = true;
            Composition.Govern(a, Effect.Deny, falsehood);
        }

        if (scopes.Background(clause) is { } time)
            a.Drop("scope.background", $"background: {time}");
        if (shape is { PastPerfect: true } && clause.Kind is ClauseKind.Relative or ClauseKind.Adverbial)
            a.Drop("scope.background", $"background: {sentence.Words(clause.Verb!)}");
        Kind(a, clause);
    }

    // "long" and "again" before a noun belong to the noun.
    private bool IsDurationAdjective(int token) => sentence.Tokens[token].Is("long") && token + 1 < sentence.Tokens.Count && sentence.Tags[token + 1] is Tag.Noun;

    private static void Modal(Attitude a, VerbShape shape, Chunk verb)
    {
        switch (shape.Modal)
        {
            case "may" or "might":
                a.Hedged = true;
                break;
            case "could" or "can" when shape.Negation < 0:
                a.Hedged = true;
                break;
            case "will" or "would":
                a.Intended = true;
                break;
            case "must" or "should" or "ought" when shape.Negation < 0:
                a.Desire = true;
                a.Cues.Add((verb.Start, verb.Start + 1));
                break;
            default:
                break;
        }
    }

    private void Kind(Attitude a, Clause clause)
    {
        if (clause.Kind == ClauseKind.Adverbial && clause.Opener is { } opener)
        {
            var word = sentence.Tokens[opener.Start].Lower;
            switch (word)
            {
                case "if" or "unless" or "provided" or "providing" or "assuming" or "whether" or "lest":
                    a.Drop("scope.condition", $"a condition: {word}");
                    break;
                case "until" or "till" or "before" or "once":
                    a.Drop("scope.condition", $"not yet: {word}");
                    break;
                case "as" when sentence.Tokens.Count > opener.Start + 1 && sentence.Tokens[opener.Start + 1].Lower is "if" or "though":
                    a.Drop("scope.counterfactual", "counterfactual: as if");
                    break;
                case "when" or "whenever" when clause.Parent?.Verb?.Shape is { Past: false }:
                    a.Drop("scope.condition", $"not yet: {word}");
                    break;
                default:
                    break;
            }
        }

        if (clause.Kind == ClauseKind.Content && clause.Opener is { } complementizer && sentence.Tokens[complementizer.Start].Is("whether"))
            a.Drop("scope.question", "a question: whether");
        if (clause.Opener is { Kind: ChunkKind.Subordinator } other && sentence.Tokens[other.Start].Is("whether"))
            a.Drop("scope.question", "a question: whether");
        if (sentence.IsQuestion)
            a.Drop("scope.question", "a question");
    }

    // The governor of a clause, applied; the clause to go on with, or null at the top.
    private Clause? Above(Attitude a, Clause clause)
    {
        var root = clause;
        if (clause.GovernorNoun is { } noun && !(clause.Preposition is not null && clause.Parent?.Verb is { } idiom && idiom.End <= clause.Preposition.Start && predicates.ForClause(idiom, clause) is { Fixed.Length: > 0 }))
            return NounGoverns(a, clause, noun);
        if (clause.Kind is ClauseKind.Infinitive or ClauseKind.Gerund or ClauseKind.Content && clause.Parent is { } parent)
            return VerbGoverns(a, clause, parent);
        if (clause.Kind is ClauseKind.Participle or ClauseKind.Relative or ClauseKind.Adverbial && clause.Parent is { } main)
        {
            // What governs the main clause in thought and speech governs what hangs on it.
            if (clause.Kind == ClauseKind.Participle && clause.Antecedent is not null && main.Verb is { } sees && lexicon[sentence.Tokens[sees.Head].Lower].Lemma is "see" or "expect" or "imagine" or "envisage" or "foresee" or "picture" or "predict" or "fear")
            {
                Speak(a, Effect.Hedge, main, sees);
                return a.Dropped ? null : main;
            }

            if (clause.Kind == ClauseKind.Participle && clause.Antecedent is { } told && predicates.Noun(told, null) is { Object: Effect.Hedge })
                return NounGoverns(a, clause, told);

            // A relative after a comma is the writer's own aside, whoever is being reported.
            if (clause is { Kind: ClauseKind.Relative, Opener: { Index: > 0 } which } && sentence.Chunks[which.Index - 1].Kind == ChunkKind.Comma)
                return null;

            root = main;
            while (root.Parent is { } up && root.Kind is not (ClauseKind.Root or ClauseKind.Content))
                root = up;
            if (root.Kind == ClauseKind.Content && root.Parent is { } speech)
                return VerbGoverns(a, root, speech);
        }

        var report = root.Attribution ?? sentence.Clauses.Find(c => c.Attribution is not null && c.Attribution != root)?.Attribution;
        if (report is { Verb: { } verb } && report != root)
            Report(a, report, verb);
        return null;
    }

    private void Report(Attitude a, Clause report, Chunk verb)
    {
        var stand = new Clause(ClauseKind.Content, report);
        var pattern = predicates.ForClause(verb, stand);
        Speak(a, pattern?.Clause ?? Effect.Say, report, verb);
        if (report.Verb?.Shape is { Negation: >= 0 })
            a.Drop("scope.negation", $"negated by {sentence.Words(verb)}");
    }

    private Clause? NounGoverns(Attitude a, Clause clause, Chunk noun)
    {
        var preposition = clause.Preposition is { } p ? sentence.Tokens[p.Start].Lower : null;
        var pattern = predicates.Noun(noun, preposition) ?? predicates.Noun(noun, null);
        var effect = pattern?.Object ?? Effect.Transparent;
        var head = sentence.Tokens[noun.Head].Lower;
        var cue = sentence.Words(noun);
        a.Cover(noun.Start, noun.End);
        if (effect == Effect.Hedge)
        {
            // "Reports that X had dropped Y are false"
            var (holder, _, subject) = RoleOf(noun);
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
                    a.Rule = "governor.deny";
                    a.Act = treatment;
                    return a.Dropped ? null : holder;
                }
            }

            a.Hedged = true;
        }

        if (head is "threat" or "threats")
        {
            a.Drop("scope.threat", $"a threat: {cue}");
            return null;
        }

        if (Negative(noun) || (RoleOf(noun).Clause?.Verb?.Shape is { Negation: >= 0 } && head is "plan" or "plans" or "intention" or "intentions" or "wish" or "desire" or "reason"))
        {
            Composition.Govern(a, Effect.Refuse, cue);
            a.Rule = "governor.no-plans";
            a.Cues.Add((noun.Start, noun.End));
            var (owner, _, _) = RoleOf(noun);
            if (owner is not null)
            {
                a.Holders = owner.SubjectChain();
                return owner.Kind == ClauseKind.Root ? FinishAt(a, owner) : owner;
            }

            return null;
        }

        // The content as a thing: a demand to drop points away, a refusal to drop points back.
        var (roleClause, complement, isSubject) = RoleOf(noun);
        var factual = head is "decision" or "move" or "moves" or "announcement" or "step" or "steps" or "agreement" or "deal" or "vote" or "resolution" or "intention" or "commitment" or "pledge" or "promise" or "vow" or "readiness" or "willingness";
        if (effect == Effect.Con)
            a.Sign = -a.Sign;
        var before = a.Mode;
        TakePossessor(a, noun, outer: true);
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
            var lemma = roleClause.Verb is { } v ? lexicon[sentence.Tokens[v.Head].Lower].Lemma : null;
            var acted = roleClause.Verb is { } verb && complement is not null ? predicates.ForObject(verb, complement) : null;
            if (isSubject || lemma is null || (acted is null or { Object: Effect.Transparent or Effect.Support or Effect.Keep or Effect.Impose or Effect.None } && !roleClause.Verb!.Shape!.Passive))
            {
                if (acted is { Clause: Effect.Fail })
                {
                    a.Drop("governor.fail", $"negated by {sentence.Words(roleClause.Verb!)}"); // acted comes from the verb
                    return null;
                }

                a.Rule = "noun.decision";
                if (isSubject && roleClause.Verb is { } main && roleClause.Verb.Shape is { Passive: true } && predicates.ForSubject(main, passive: true) is { Object: Effect.Drop or Effect.Reject or Effect.Reverse or Effect.Quit })
                {
                    a.Drop("governor.reversed", $"undone: {sentence.Words(main)}");
                    return null;
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

        a.Mode = AttitudeMode.Thing;
        a.Reiterated = false;
        a.Intended = false;
        a.LastEffect = effect is Effect.Con or Effect.Pro ? effect : a.LastEffect;
        a.Holders = [];
        a.Refused = effect == Effect.Con;
        if (effect == Effect.Con && a.Rule.StartsWith("verb", StringComparison.Ordinal))
            a.Rule = "noun.refusal";
        if (isSubject)
            ApplySubject(a, roleClause, noun);
        else
            Climb(a, noun, noun);
        if (!a.Dropped && a.Mode == AttitudeMode.Thing)
            a.Drop("mention.only", $"only mentioned: {cue}");
        return null;
    }

    private Clause? FinishAt(Attitude a, Clause clause)
    {
        Finish(a, clause);
        return null;
    }

    private bool Negative(Chunk noun) => sentence.Tokens[noun.Start].Lower is "no" or "neither" or "any" && (sentence.Tokens[noun.Start].Is("no") || RoleOf(noun).Clause?.Verb?.Shape is { Negation: >= 0 });

    private Clause? VerbGoverns(Attitude a, Clause clause, Clause parent)
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
        a.Cover(verb.Start, verb.End);
        if (clause.Kind == ClauseKind.Content)
        {
            Speak(a, pattern?.Clause ?? Effect.Say, parent, verb);
            return a.Dropped ? null : parent;
        }

        if (clause.Preposition is { } turn && sentence.Tokens[turn.Start].Lower is "from" or "to" && lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "move" or "shift" or "switch" or "go" or "pivot" or "swing" && a.Mode == AttitudeMode.Statement)
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

        if (clause.Preposition is not null && lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "apologise" or "apologize" && clause.Verb is { } told && lexicon[sentence.Tokens[told.Head].Lower].Verbs.Exists(v => v.Clause == Effect.Say))
        {
            a.Drop("scope.retraction", $"a report taken back: {sentence.Words(verb)}");
            return null;
        }

        if (pattern is null && clause.Preposition is { } preposition)
        {
            // "apologised for dropping", "after dropping": the deed stands; a preposition with an act of its own governs it.
            var word = sentence.Tokens[preposition.Start].Lower;
            if (word is "without" or "before" or "instead" or "against")
            {
                a.Drop("scope.negation", $"not done: {word}");
                return null;
            }

            if (word is "for" && lexicon[sentence.Tokens[verb.Head].Lower].Verbs.Exists(v => v.Clause == Effect.Accuse))
            {
                a.Drop("scope.accusation", $"an accusation: {sentence.Words(verb)}");
                return null;
            }

            a.Holders = a.Holders.Count > 0 ? a.Holders : parent.SubjectChain();
            return parent;
        }

        if (pattern is null)
        {
            // A purpose ("met to discuss dropping") or a verb without a signature: nothing is asserted but a wish.
            if (clause.Kind == ClauseKind.Infinitive)
            {
                if (verb.Shape is { Copula: true })
                {
                    a.Drop("mention.only", "only mentioned");
                    return null;
                }

                if (a.Mode == AttitudeMode.Change)
                    a.Drop("governor.unknown", $"not asserted under {sentence.Words(verb)}");
            }

            return parent;
        }

        a.Cues.Add((verb.Start, verb.End));
        var cue = sentence.Words(verb);
        var passive = verb.Shape!.Passive;
        if (pattern.Clause == Effect.Urge)
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
            a.Rule = "governor.want";
            return parent;
        }

        if (pattern.Clause == Effect.Force)
        {
            if (lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "let" or "allow" or "permit" or "enable" && !passive && (a.Rule == "verb.governed" || a.Impersonal || a.Holders.Count == 0))
                a.Holders = parent.SubjectChain();
            return parent;
        }
        if (pattern.Clause == Effect.Hedge && passive && lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "expect" or "think" or "say" or "believe" or "report")
            a.Hedged = true;
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

    private void AdjectiveGoverns(Attitude a, ActPattern pattern, Clause parent, int start, int end)
    {
        a.Cues.Add((start, end));
        a.Cover(start, end);
        var cue = sentence.Words(start, end);
        Composition.Govern(a, pattern.Object, cue);
        if (a.Mode == AttitudeMode.Statement && parent.Verb is { } remain && lexicon[sentence.Tokens[remain.Head].Lower].Lemma is "remain" or "stay")
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

    // A reporting verb over the attitude: who says it, and what the saying makes of it.
    private void Speak(Attitude a, Effect effect, Clause report, Chunk verb)
    {
        var subjects = report.SubjectChain();
        if (subjects.Count == 0 && report.Complements.Find(c => c.Preposition is null) is { } after)
            subjects = [after.Noun];
        var cue = sentence.Words(verb);
        a.Cues.Add((verb.Start, verb.End));
        Party? speaker = subjects.Count > 0 ? resolver.Resolve(subjects[0]) : null;
        var holder = a.Holders.Count > 0 ? resolver.Resolve(a.Holders[0]) : a.Possessor is { } possessor ? resolver.Possessor(possessor, null) ?? resolver.Resolve(possessor) : null;
        if (subjects.Count > 0)
        {
            a.Speaker = sentence.Words(subjects[0]);
            if (subjects[0].End <= a.First)
                a.Cover(subjects[0].Start, subjects[0].End);
        }

        var same = holder is { } h && speaker is { } s && (h.Known ? h.Actor == s.Actor : h.Name == s.Name);
        if (speaker is { ThirdParty: true } && !same)
        {
            a.Drop("scope.third-party", $"third party: {sentence.Words(subjects[0])}");
            return;
        }

        switch (effect)
        {
            case Effect.Deny or Effect.Reject or Effect.Refuse:
                Composition.Govern(a, Effect.Deny, cue);
                a.Rule = "governor.deny";
                if (speaker is { Known: true } && holder is { } denied && !same && denied.Known)
                    a.Drop("scope.third-party", $"denied by another: {sentence.Words(subjects[0])}");
                return;
            case Effect.Urge or Effect.Want:
                Composition.Demand(a);
                a.Holders = subjects;
                a.Possessor = null;
                a.Rule = "governor.urge";
                return;
            case Effect.Question:
                a.Drop("scope.question", $"a question: {cue}");
                return;
            case Effect.Accuse:
                a.Drop("scope.accusation", $"an accusation: {cue}");
                return;
            case Effect.Threaten:
                a.Drop("scope.threat", $"a threat: {cue}");
                return;
            case Effect.Hedge:
                if (lexicon[sentence.Tokens[verb.Head].Lower].Lemma is not ("signal" or "indicate"))
                    a.Hedged = true;
                break;
            default:
                break;
        }

        if (a.Desire && !same)
        {
            // "Russia insists that Ukraine must give up": the wish of the one who speaks.
            Composition.Demand(a);
            a.Holders = subjects;
            a.Possessor = null;
            a.Rule = "governor.demand";
            a.Reiterated = effect == Effect.Insist;
            return;
        }

        if (effect is Effect.Insist && a.Mode == AttitudeMode.Statement)
            a.Reiterated = true;
        if (effect is Effect.Intend)
            a.Intended = true;
        if (a.Holders.Count == 0 && (a.Impersonal || a.Possessor is null))
        {
            if (a.Possessor is null || effect is Effect.Concede)
                a.Holders = subjects;
        }

        if (effect is Effect.Concede && a.Mode == AttitudeMode.Change)
            a.Rule = "governor.concede";
        if (speaker is { Known: true, Source: false } && holder is { Known: true } && !same && a.Mode == AttitudeMode.Change)
            a.Hedged = true;
    }

    // "Had X lifted ...", "Were X to ...", "Should X ..."
    private string? Inverted()
    {
        if (sentence.Tokens.Count < 3)
            return null;
        for (var t = 0; t < sentence.Tokens.Count - 2; t++)
        {
            if (t > 0 && sentence.Tokens[t - 1].Kind is not (TokenKind.Comma or TokenKind.Break or TokenKind.Quote) && !sentence.Tokens[t - 1].Is("but"))
                continue;
            if (sentence.Tokens[t].Lower is "had" or "were" or "should" && sentence.Tags[t + 1] is Tag.Noun or Tag.Determiner or Tag.Pronoun or Tag.Adjective or Tag.PossessivePronoun && !sentence.IsQuestion)
                return sentence.Words(t, t + 2);
        }

        foreach (var clause in sentence.Clauses)
        {
            if (clause.Kind == ClauseKind.Adverbial && clause.Opener is { } opener && sentence.Tokens[opener.Start].Is("if") && clause.Verb?.Shape is { } shape && (shape.PastPerfect || (clause.Verb is { } v && sentence.Tokens[v.Start].Is("were"))))
            {
                var main = clause.Parent;
                if (main?.Verb?.Shape is { Modal: "would" or "could" or "might" } or null)
                    return sentence.Words(opener.Start, clause.Verb!.End);
            }
        }

        return null;
    }
}
