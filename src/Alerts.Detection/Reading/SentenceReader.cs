using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>
/// Reads one mention of a topic in a parsed sentence: climbs from the mention through the nouns, verbs and clauses that
/// govern it, and ends with who holds which position, or with the reason why nobody does.
/// </summary>
internal sealed class SentenceReader
{
    /// <summary>To drop one of these is not to drop the whole.</summary>
    private static readonly string[] Parts = ["route", "section", "chapter", "draft", "version", "name", "logo", "wording", "date", "venue", "format", "title", "site", "stretch", "segment", "paragraph", "annex", "text", "opening", "celebration", "anniversary", "price", "prices", "cost", "costs", "fee", "fees", "fares"];

    /// <summary>"put off its vote on X": the occasion goes, not the thing.</summary>
    private static readonly string[] Occasions = ["vote", "votes", "debate", "debates", "hearing", "hearings", "meeting", "session", "ceremony", "conference", "briefing"];

    private readonly SentenceFacts facts;
    private readonly EnglishLexicon lexicon;
    private readonly ParsedSentence sentence;
    private readonly ActorResolver resolver;
    private readonly Scopes scopes;
    private readonly Predicates predicates;

    public SentenceReader(SentenceFacts facts)
    {
        this.facts = facts;
        (lexicon, sentence, resolver, scopes, predicates) = (facts.Lexicon, facts.Sentence, facts.Resolver, facts.Scopes, facts.Predicates);
        Surroundings = new Surroundings(this);
        Outward = new Outward(this);
        Subjects = new SubjectRules(this);
        Objects = new ObjectRules(this);
        Nouns = new NounGovernors(this);
        Verbs = new ClauseGovernors(this);
        Reports = new Reports(this);
    }

    public SentenceFacts Facts => facts;

    public Surroundings Surroundings { get; }

    public Outward Outward { get; }

    public SubjectRules Subjects { get; }

    public ObjectRules Objects { get; }

    public NounGovernors Nouns { get; }

    public ClauseGovernors Verbs { get; }

    public Reports Reports { get; }

    /// <summary>What the mention at tokens first..last says; never null, dropped where it says nothing.</summary>
    /// <param name="first">First token of the mention.</param>
    /// <param name="last">Last token of the mention.</param>
    /// <param name="counter">Whether the mention names the opposite of the proposition.</param>
    /// <param name="topic">The topic it names.</param>
    public Attitude Read(int first, int last, bool counter, Topic topic)
    {
        var a = new Attitude { Topic = topic, Sign = counter ? -1 : 1, MentionEnd = last };
        a.Cover(first, last + 1);
        if (new Counterfactuals(this).Find(first) is { } inverted)
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
    /// <param name="topic">The topic it names.</param>
    public Attitude? ReadRelative(int first, int last, bool counter, Topic topic)
    {
        var chunk = sentence.Chunks.Find(c => c.Contains(last));
        if (chunk is not { Kind: ChunkKind.Noun })
            return null;
        var clause = sentence.Clauses.Find(c => c.Kind == ClauseKind.Relative && c.Antecedent == chunk && c.Subjects.Count > 0 && c.Verb is not null);
        if (clause?.Verb is not { } verb || verb.Shape!.Passive || clause.Complements.Exists(c => c.Preposition is null && !c.BeforeVerb && !facts.IsTime(c.Noun)))
            return null;
        var a = new Attitude { Topic = topic, Sign = counter ? -1 : 1 };
        a.Cover(first, last + 1);
        RightHeads(a, chunk, last);
        if (a.Dropped || predicates.ForObject(verb, new Complement(null, chunk, false)) is not { Object: not Effect.None } pattern)
            return null;
        a.Take(pattern, pattern.Object, verb, "verb.relative");
        Outward.AfterVerb(a, clause, passive: false);
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
        var word = facts.Info(verb);
        var own = word.Lemma is { } lemma && !EndIsWanted(topic) && !topic.Proposition.Contains(lemma[..Math.Min(4, lemma.Length)], StringComparison.OrdinalIgnoreCase)
            ? word.Verbs.Find(v => v.Object is Effect.Quit && v.Group == "quit" && v.Fixed.Length == 0)
            : null;
        if (word.Lemma == "leave" && sentence.Tokens.Exists(t => t.Lower is "unchanged" or "place" or "intact" or "hold"))
            own = null;
        var again = word.Lemma is { } renewed && !topic.Proposition.Contains(renewed, StringComparison.OrdinalIgnoreCase) && word.Verbs.Exists(v => v is { Object: Effect.Restore, Fixed.Length: 0, Gap: false });
        if (own is not null)
            a.Sign = 1; // "withdraw from X" names the opposite and does it
        var effect = own is not null ? Effect.Quit : again ? Effect.Restore : Effect.Impose;
        Composition.ApplyToObject(a, effect);
        a.Act = own ?? facts.Info(verb).Verbs.FirstOrDefault();
        a.Rule = "verb.mention";
        a.Cues.Add((verb.Start, verb.End));
        Outward.AfterVerb(a, clause, verb.Shape?.Passive == true);
    }

    // "Coal is phased out": such a topic is for the leaving.
    private bool EndIsWanted(Topic topic)
    {
        foreach (var word in topic.Proposition.Split([' ', ',', '/', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (lexicon[word.ToLowerInvariant()] is var info && (info.Lemma is "phase" or "close" or "shut" or "ban" or "bar" or "prohibit" or "outlaw" or "forbid" || info.Verbs.Exists(v => v.Object is Effect.Drop or Effect.Quit && v is { Fixed.Length: 0, Gap: false })))
                return true;
        }

        return false;
    }

    // "must remain neutral and outside NATO": being so is being for it.
    private Attitude? Being(Attitude dropped, int first, int last)
    {
        var clause = scopes.OwnerOf(first);
        if (clause?.Verb is not { } verb || clause.Subjects.Count == 0 || !(verb.Shape!.Copula || facts.Lemma(verb) is "remain" or "stay" or "keep"))
            return null;
        var a = new Attitude { Topic = dropped.Topic, Sign = dropped.Sign };
        a.Cover(first, last + 1);
        Composition.ApplyToObject(a, Effect.Impose);
        a.Rule = "predicate.being";
        a.Cues.Add((verb.Start, verb.End));
        Outward.AfterVerb(a, clause, passive: false);
        return a;
    }

    // "sanctions relief", "NATO membership demand", "sanctions experts"
    private void RightHeads(Attitude a, Chunk chunk, int last)
    {
        for (var t = last + 1; t < chunk.End; t++)
        {
            if (sentence.Tags[t] == Tag.PossessiveMark)
            {
                // "the carbon tax's fiercest critic"
                if (t + 1 < chunk.End && facts.Info(chunk).Nouns.Find(n => n.Object is Effect.Con or Effect.Pro or Effect.Drop or Effect.Reverse or Effect.Restore) is { } stance)
                {
                    Composition.ApplyNoun(a, stance.Object);
                    a.Cues.Add((chunk.Head, chunk.Head + 1));
                    a.Act ??= stance;
                }
                else if (t + 1 < chunk.End)
                {
                    a.Drop("mention.possessor", "only the possessor of something else");
                }

                return;
            }

            var info = lexicon[sentence.Tokens[t].Lower];
            if (info.Has(WordClass.ThirdParty) || (t == chunk.End - 1 && info.Has(WordClass.OfficeNoun)))
            {
                a.Drop("mention.modifier", $"names people: {sentence.Tokens[t].Lower}");
                return;
            }

            if (t == chunk.End - 1 && Occasions.Contains(sentence.Tokens[t].Lower))
                a.Part = sentence.Tokens[t].Lower;
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
    public void Climb(Attitude a, Chunk chunk, Chunk end)
    {
        a.Cover(chunk.Start, end.End);
        TakePossessor(a, chunk, outer: a.LastEffect is Effect.Con or Effect.Pro or Effect.Drop or Effect.Quit or Effect.Reverse or Effect.Adopt or Effect.Restore);
        var (clause, complement, isSubject) = facts.RoleOf(chunk);
        if (clause is null)
        {
            a.Drop("mention.only", "only mentioned");
            return;
        }

        if (facts.IsNegative(chunk) && a.Mode != AttitudeMode.Thing)
            Composition.Negate(a, noLonger: false, past: false, renewal: false, sentence.Tokens[chunk.Start].Lower);

        // A relative clause on it: "the tariffs that Washington dropped in 2021".
        if (complement?.Preposition is { } preposition)
        {
            if (clause.Verb is { } verb && !complement.BeforeVerb && predicates.IsIdiom(verb, complement))
            {
                Objects.Apply(a, clause, complement, chunk);
                return;
            }

            // "in favour of X", "in support of X"
            if ((clause.Verb is not null ? !complement.BeforeVerb : sentence.Headline) && predicates.Adjective(clause) is { Pattern.Prepositions.Length: > 0 } adjective && adjective.End == preposition.Start)
            {
                Objects.Apply(a, clause, complement, chunk);
                return;
            }

            var word = sentence.Tokens[preposition.Start].Lower;
            var turns = word is "to" or "into" && preposition.Index > 1 && sentence.Tokens[sentence.Chunks[preposition.Index - 2].Start].Is("from"); // "from opponent to champion of X"
            if (word is "in" or "of" && preposition.Index > 0 && sentence.Chunks[preposition.Index - 1] is { Kind: ChunkKind.Noun } amount && facts.RoleOf(amount).Clause == clause && facts.Word(amount) is "million" or "billion" or "trillion" or "euros" or "dollars" or "pounds" or "yen" or "tonnes" or "barrels")
            {
                NounOver(a, amount, Effect.Transparent); // "cancelled $500 million in contracts"
                if (!a.Dropped)
                    Climb(a, amount, amount);
                return;
            }

            if (!turns && preposition.Index > 0 && BeforeAgent(sentence.Chunks[preposition.Index - 1], word) is { Kind: ChunkKind.Noun } governor && facts.RoleOf(governor).Clause == clause && sentence.Tags[governor.Head] != Tag.Number && !facts.IsTime(governor))
            {
                var pattern = predicates.Noun(governor, word);
                if (pattern is null && facts.Info(governor).Nouns.Count == 0 && VerbTakes(clause, complement))
                {
                    Objects.Apply(a, clause, complement, chunk);
                    return;
                }

                if (pattern is not null || word is "of" or "on" or "about" or "over")
                {
                    if (pattern is null && resolver.Named(governor.Start, governor.End) is not null && word != "of")
                    {
                        Objects.Apply(a, clause, complement, chunk);
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
        {
            Subjects.Apply(a, clause, chunk);
            return;
        }

        // "backpedals on troops for X": where the verb has nothing to say of X, what it says of the noun before.
        if (complement?.Preposition is { Index: > 0 } purpose && sentence.Tokens[purpose.Start].Is("for") && !complement.BeforeVerb && clause.Verb is { } act && predicates.ForObject(act, complement) is null && sentence.Chunks[purpose.Index - 1] is { Kind: ChunkKind.Noun } before
            && clause.Complements.Find(c => c.Noun == before) is { BeforeVerb: false } taken && !facts.IsTime(before) && sentence.Tags[before.Head] != Tag.Number && !(facts.Lemma(act) == "set" && facts.Word(before) is "money" or "funds" or "cash" or "time" or "resources" or "space" or "land" or "room" or "day" or "hour" or "hours" or "euros" or "dollars") && resolver.Named(before.Start, before.End) is null && predicates.ForObject(act, taken) is { Object: Effect.Drop or Effect.Weaken or Effect.Reverse or Effect.Reject or Effect.Quit or Effect.Yield or Effect.Restore })
        {
            Climb(a, before, before);
            return;
        }

        Objects.Apply(a, clause, complement, chunk);
    }

    // "the withdrawal by the party of its motion": the agent stands between.
    private Chunk BeforeAgent(Chunk before, string preposition) =>
        preposition == "of" && before is { Kind: ChunkKind.Noun, Index: > 1 } && sentence.Chunks[before.Index - 1] is { Kind: ChunkKind.Preposition } by && sentence.Tokens[by.Start].Is("by") && sentence.Chunks[by.Index - 1] is { Kind: ChunkKind.Noun } deed
            ? deed
            : before;

    private bool VerbTakes(Clause clause, Complement complement) => clause.Verb is { } verb && predicates.ForObject(verb, complement) is { Object: not Effect.None };

    private void NounOver(Attitude a, Chunk governor, Effect effect)
    {
        var info = facts.Info(governor);
        if (info.Has(WordClass.ThirdParty) && info.Nouns.Count == 0)
        {
            a.Drop("mention.modifier", $"names people: {facts.Word(governor)}");
            return;
        }

        if (Parts.Contains(facts.Word(governor)) && !a.Topic.Proposition.Contains(facts.Word(governor)[..4], StringComparison.OrdinalIgnoreCase))
            a.Part = facts.Word(governor);
        if (facts.Word(governor) is "museum" or "exhibition" or "monument" or "statue" or "film" or "book" or "history" or "story" or "memory" or "song" or "play" or "documentary")
        {
            a.Drop("mention.part", $"something about it: {facts.Word(governor)}");
            return;
        }

        if (Occasions.Contains(facts.Word(governor)) && a.Mode == AttitudeMode.Thing)
            a.Part = facts.Word(governor);
        if (effect == Effect.Hedge && a.Mode == AttitudeMode.Thing)
            return;
        Composition.ApplyNoun(a, effect);

        // "no change of heart on X"
        if (a.Mode == AttitudeMode.Change && effect is Effect.Drop or Effect.Reverse or Effect.Quit or Effect.Restore && facts.IsNegative(governor))
            Composition.Negate(a, noLonger: false, past: false, renewal: false, sentence.Words(governor));

        // "sees no need for X", "has no objection to X"
        if (effect is Effect.Pro or Effect.Con && facts.IsNegative(governor))
            a.Sign = -a.Sign;
        if (effect is not (Effect.Transparent or Effect.None))
        {
            a.Cues.Add((governor.Start, governor.End));
            a.Rule = effect == Effect.Con ? "noun.opposition" : effect == Effect.Pro ? "noun.support" : "noun.event";
            a.Act ??= facts.Info(governor).Nouns.FirstOrDefault();
        }
    }

    public void TakePossessor(Attitude a, Chunk chunk, bool outer)
    {
        var has = false;
        for (var t = chunk.Start; t < chunk.End && !has; t++)
            has = sentence.Tags[t] is Tag.PossessiveMark or Tag.PossessivePronoun;
        if (has && (a.Possessor is null || outer))
            a.Possessor = chunk;
        if (!has && outer && a.Possessor is null && (resolver.Resolve(chunk) is { Known: true } || (chunk.Head > chunk.Start && resolver.Named(chunk.Start, chunk.Head) is not null)))
            a.Possessor = chunk;
    }
}
