using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>The topic is the subject: passives, verbs that tell of its end, predicates, events told by nouns.</summary>
internal sealed class SubjectRules(SentenceReader reader)
{
    private static readonly string[] GoalNouns = ["goal", "priority", "aim", "objective", "ambition", "policy", "position", "aspiration", "target", "demand", "condition", "cornerstone", "option", "choice", "preference"];
    private readonly SentenceFacts facts = reader.Facts;
    private readonly ParsedSentence sentence = reader.Facts.Sentence;
    private readonly Predicates predicates = reader.Facts.Predicates;
    private readonly Scopes scopes = reader.Facts.Scopes;

    private delegate bool Rule(Attitude a, Clause clause, Chunk verb);

    // The first that fits decides.
    private Rule[] InOrder => field ??= [AnnouncedBy, Granted, Passive, Intransitive, Raised, Adjective, Goal, Listed, EventNoun, DeedNoun, Let];

    public void Apply(Attitude a, Clause clause, Chunk chunk)
    {
        if (clause.Verb is not { } verb)
        {
            Verbless(a, clause, chunk);
            return;
        }

        if (NoMore(a, clause, chunk))
            return;
        foreach (var rule in InOrder)
        {
            if (rule(a, clause, verb))
                return;
        }

        a.Drop("mention.only", "only mentioned");
    }

    // "The lifting of X was announced by Y"
    private bool AnnouncedBy(Attitude a, Clause clause, Chunk verb)
    {
        if (a.Mode != AttitudeMode.Change || (a.Possessor is { } owner && sentence.Tags[owner.Start] != Tag.PossessivePronoun) || verb.Shape is not { Passive: true } || facts.By(clause) is not { } announcer || facts.Lemma(verb) is not { } light || !SentenceFacts.LightVerbs.Contains(light))
            return false;
        a.Holders = [announcer];
        a.Rule = "noun.event";
        a.Cues.Add((verb.Start, verb.End));
        a.Detached = true;
        reader.Outward.Finish(a, clause);
        return true;
    }

    // "X was dropped (by Y)"
    private bool Passive(Attitude a, Clause clause, Chunk verb)
    {
        if (IsEvent(a) || !IsPassive(clause, verb) || predicates.ForSubject(verb, passive: true) is not { } pattern)
            return false;
        if (facts.By(clause) is { } agent && facts.Word(agent) is "nobody" or "none")
        {
            a.Drop("scope.negation", $"negated by {facts.Word(agent)}");
            return true;
        }

        a.Take(pattern, pattern.Object, verb, "verb.passive");
        reader.Outward.AfterVerb(a, clause, passive: true);
        return true;
    }

    // "The talks collapsed"
    private bool Intransitive(Attitude a, Clause clause, Chunk verb)
    {
        if (IsEvent(a) || IsPassive(clause, verb) || predicates.ForSubject(verb, passive: false) is not { } pattern || (pattern.Group == "happen" && a.Mode != AttitudeMode.Thing) || (HasObject(clause) && pattern.Fixed.Length == 0 && !(pattern.Group == "survive" && facts.Lemma(verb) is "survive" or "outlive" or "outlast" or "last" or "endure")))
            return false;
        // "did not survive the summer", "will not outlast the congress"
        var ended = pattern.Group == "survive" && verb.Shape is { Negation: >= 0 } && facts.Lemma(verb) is "survive" or "outlive" or "outlast" or "last" or "endure";
        a.Take(pattern, ended ? Effect.Lose : pattern.Subject, verb, "verb.intransitive");
        a.Negated = ended;
        a.Impersonal = true;
        if (a.Possessor is null)
            a.Possessor = OwnPaper(clause); // "vanished from its programme"
        reader.Outward.AfterVerb(a, clause, passive: true);
        return true;
    }

    // "appears to be weakening", "is set to be lifted": the subject of the governed verb.
    private bool Raised(Attitude a, Clause clause, Chunk verb)
    {
        var raised = clause.Children.Find(c => c.Kind == ClauseKind.Infinitive && !c.ObjectControl && c.GovernorNoun is null && c.Verb is not null);
        if (raised is null || !(predicates.ForClause(verb, raised) is not null || predicates.Adjective(clause) is not null || verb.Shape!.Passive))
            return false;
        ApplyRaised(a, raised);
        return true;
    }

    // "X is off the table", "X is non-negotiable"
    private bool Adjective(Attitude a, Clause clause, Chunk verb)
    {
        if (predicates.Adjective(clause) is not { } adjective || !(adjective.Pattern.Object is Effect.Lose or Effect.Hold or Effect.Restore || (adjective.Pattern.Object is Effect.Con or Effect.Pro && adjective.Pattern.Prepositions.Length == 0)))
            return false;
        a.Take(adjective.Pattern, adjective.Pattern.Object, verb, "predicate.adjective");
        if (adjective.Pattern.Id is "inevitable" or "unavoidable" or "essential" or "necessary" or "vital" or "crucial" or "indispensable")
            a.Reiterated = false; // a judgement, not a stay
        a.Impersonal = true;
        a.Cues.Add((adjective.Start, adjective.End));
        if (adjective.Start > verb.End && sentence.Tokens[verb.End].Is("neither"))
            a.Drop("scope.negation", "negated by neither");
        reader.Outward.AfterVerb(a, clause, passive: true);
        if (a.Holders.Count == 0 && clause.Complements.Find(c => !c.BeforeVerb && c.Preposition is { } of && sentence.Tokens[of.Start].Lower is "for" or "in" && facts.Resolver.Named(c.Noun.Start, c.Noun.End) is not null)?.Noun is { } whose && a.Possessor is null && facts.Resolver.Resolve(whose) is { Known: true })
            a.Holders = [whose]; // "off the table for France", "no longer taboo in France"
        if (a.Holders.Count == 0 && a.Possessor is null)
            a.Possessor = OwnPaper(clause); // "is missing from its platform"
        return true;
    }

    // "X remains Kyiv's goal"
    private bool Goal(Attitude a, Clause clause, Chunk verb)
    {
        var stays = facts.Lemma(verb) is "remain" or "stay";
        if (!(verb.Shape!.Copula || stays || facts.Lemma(verb) == "become") || clause.Complements.Find(c => c.Preposition is null && !c.BeforeVerb && GoalNouns.Contains(facts.Word(c.Noun))) is not { } goal)
            return false;
        Composition.ApplyToObject(a, Effect.Hold);
        a.Reiterated = stays || scopes.Word(clause, WordClass.Continuity) >= 0;
        a.Rule = "predicate.goal";
        a.Impersonal = true;
        if (facts.Resolver.Possessor(goal.Noun, null) is not null || goal.Noun.End - goal.Noun.Start > 2)
            a.Possessor = goal.Noun;
        a.Cues.Add((goal.Noun.Start, goal.Noun.End));
        reader.Outward.AfterVerb(a, clause, passive: true);
        return true;
    }

    // "X features in their manifesto", "X is no longer on Mongolia's calendar": whose paper it is.
    private bool Listed(Attitude a, Clause clause, Chunk verb)
    {
        if (a.Mode != AttitudeMode.Thing || !(verb.Shape!.Copula || facts.Lemma(verb) is "feature" or "appear" or "figure" or "stand" or "land" or "return" or "sit" or "form" or "make" or "find") || OwnPaper(clause) is not { } paper)
            return false;
        Composition.ApplyToObject(a, Effect.Adopt);
        a.Rule = "predicate.listed";
        a.Impersonal = true;
        a.Cues.Add((verb.Start, verb.End));
        a.Cover(paper.Start, paper.End);
        reader.Outward.AfterVerb(a, clause, passive: true);
        a.Possessor = paper;
        return true;
    }

    private Chunk? OwnPaper(Clause clause) =>
        clause.Complements.Find(c => !c.BeforeVerb && c.Preposition is { } p && sentence.Tokens[p.Start].Lower is "in" or "on" or "into" or "of" or "from" or "onto" && facts.Word(c.Noun) is "manifesto" or "platform" or "programme" or "program" or "agenda" or "calendar" or "budget" or "plan" or "plans" or "toolkit" or "toolbox" or "declaration" or "draft" or "schedule" or "strategy" or "shelves" or "list" or "charter" or "bill"
            && facts.Resolver.Possessor(c.Noun, null) is { Known: true })?.Noun;

    // An event told by a noun: "The abandonment of Moldova's neutrality pledge marks a break".
    private bool EventNoun(Attitude a, Clause clause, Chunk verb)
    {
        var by = a.Mode == AttitudeMode.Change ? Doer(clause) : null;
        if (!(IsEvent(a) || by is not null) || a.LastEffect is not (Effect.Drop or Effect.Quit or Effect.Reverse or Effect.Restore or Effect.Adopt))
            return false;
        if (a.LastEffect == Effect.Adopt)
            Composition.ApplyToObject(a, Effect.Adopt);
        a.Rule = "noun.event";
        a.Impersonal = true;
        a.Detached = true;
        if (by is not null)
            a.Holders = [by];
        reader.Outward.Finish(a, clause);
        return true;
    }

    // "X got the go-ahead from Paris", "X won the assembly's approval"
    private bool Granted(Attitude a, Clause clause, Chunk verb)
    {
        if (a.Mode != AttitudeMode.Thing || facts.Lemma(verb) is not ("get" or "win" or "receive" or "secure" or "earn" or "gain" or "obtain" or "find" or "meet" or "have" or "enjoy" or "command" or "lose" or "forfeit")
            || clause.Complements.Find(c => !c.BeforeVerb && (facts.Word(c.Noun) is "approval" or "backing" or "support" or "blessing" or "go-ahead" or "consent" or "nod" or "endorsement" or "assent" or "clearance" or "permission" or "light" || IsRefusal(c.Noun))) is not { } given)
        {
            return false;
        }

        var giver = clause.Complements.Find(c => c.Preposition is { } p && p.Start == given.Noun.End && sentence.Tokens[p.Start].Lower is "from" or "of")?.Noun
            ?? (facts.Resolver.Possessor(given.Noun, null) is not null ? given.Noun : null);
        var known = giver is not null && (facts.Resolver.Possessor(giver, null) ?? facts.Resolver.Resolve(giver)) is { Known: true };
        if (!known && UnnamedHolder.Nearest(sentence, facts.Resolver, null) is not null && IsBody(given.Noun))
            giver = given.Noun; // "has won the party's backing": the only party there is
        else if (!known)
            return false;
        var lost = facts.Lemma(verb) is "lose" or "forfeit";
        Composition.ApplyToObject(a, lost ? Effect.Drop : IsRefusal(given.Noun) ? Effect.Reject : Effect.Adopt);
        a.Rule = "verb.granted";
        a.Act = facts.Info(given.Noun).Nouns.FirstOrDefault();
        a.Cues.Add((verb.Start, given.Noun.End));
        a.Cover(verb.Start, given.Noun.End);
        reader.Outward.AfterVerb(a, clause, passive: true);
        if (giver == given.Noun && known)
            a.Possessor = giver;
        else if (giver == given.Noun)
            a.Detached = true;
        else
            a.Holders = [giver!]; // known, so there is one
        return true;
    }

    private bool IsBody(Chunk noun) =>
        sentence.Tags[noun.Start] == Tag.PossessivePronoun || sentence.Tokens[noun.Start].Is("the") && noun.Start + 2 < noun.End && sentence.Tags[noun.Start + 2] == Tag.PossessiveMark
        && sentence.Tokens[noun.Start + 1].Lower is "party" or "government" or "ministry" or "cabinet" or "company" or "bank" or "union" or "regulator" or "parliament" or "assembly" or "commission" or "council" or "group" or "bloc" or "agency" or "city" or "board";

    // "Haftar's rejection of X startled his allies", "the endorsement of X by Kathmandu ends a standoff"
    private bool DeedNoun(Attitude a, Clause clause, Chunk verb)
    {
        if (a.Mode != AttitudeMode.Thing || a.LastEffect is not (Effect.Con or Effect.Adopt) || DeedIn(a, clause) is not { } deed)
            return false;
        var by = Doer(clause);
        if (by is null && a.Possessor is null)
            return false;
        a.State(a.Sign);
        a.Rule = "noun.deed";
        a.Cues.Add((deed.Head, deed.Head + 1));
        a.Cover(verb.Start, verb.End);
        a.Detached = true;
        if (by is not null)
            a.Holders = [by];
        reader.Outward.Finish(a, clause);
        return true;
    }

    // "let cashews leave the port": to let it happen is to be for it.
    private bool Let(Attitude a, Clause clause, Chunk verb)
    {
        if (a.Mode != AttitudeMode.Thing || clause is not { Kind: ClauseKind.Content, Opener: null, Parent: { Verb: { } lets } parent } || facts.Lemma(lets) != "let" || verb.Shape is { Negation: >= 0 })
            return false;
        Composition.ApplyToObject(a, Effect.Adopt);
        a.Rule = "verb.let";
        a.Act = facts.Info(lets).Verbs.FirstOrDefault();
        a.Cues.Add((lets.Start, lets.End));
        reader.Outward.AfterVerb(a, parent, passive: false);
        return true;
    }

    private Chunk? DeedIn(Attitude a, Clause clause) => clause.Subjects.Find(s => s.Start <= a.Last && facts.Word(s) is "rejection" or "veto" or "refusal" or "endorsement" or "acceptance" or "ratification" or "adoption" or "embrace" or "approval" or "denunciation" or "condemnation" or "recognition");

    private bool IsRefusal(Chunk noun) => facts.Word(noun) is "resistance" or "opposition" or "rejection" or "veto" or "rebuff" or "refusal";

    // "the repeal of X by Nairobi took effect"
    private Chunk? Doer(Clause clause) => clause.Complements.Find(c => c is { BeforeVerb: true, Preposition: { } p } && sentence.Tokens[p.Start].Is("by"))?.Noun;

    private static bool IsEvent(Attitude a) => a.Possessor is not null && (a.Mode == AttitudeMode.Change || a.LastEffect == Effect.Adopt);

    private bool HasObject(Clause clause) => clause.Complements.Exists(c => c.Preposition is null && !c.BeforeVerb && !facts.IsTime(c.Noun));

    // With an auxiliary; in a headline "Missile deployment scrapped after row": none, and no object.
    private bool IsPassive(Clause clause, Chunk verb) => verb.Shape!.Passive || (sentence.Headline && !HasObject(clause)
        && (verb.Shape.BareParticiple || (facts.Info(verb).Forms & (VerbForm.Base | VerbForm.Participle)) == (VerbForm.Base | VerbForm.Participle)));

    private void ApplyRaised(Attitude a, Clause raised)
    {
        var verb = raised.Verb!; // checked by the caller
        var passive = verb.Shape!.Passive;
        var pattern = predicates.ForSubject(verb, passive);
        if (pattern is null && facts.Info(verb).Forms != VerbForm.None && verb.Shape.Progressive)
            pattern = predicates.ForSubject(verb, passive: false);
        if (pattern is null)
        {
            a.Drop("mention.only", "only mentioned");
            return;
        }

        a.Take(pattern, passive ? pattern.Object : pattern.Subject, verb, passive ? "verb.passive" : "verb.intransitive");
        a.Impersonal = !passive;
        reader.Outward.AfterVerb(a, raised, passive: true);
    }

    // "No more sex testing, federation decides"
    private bool NoMore(Attitude a, Clause clause, Chunk chunk)
    {
        if (!sentence.Headline || a.Mode != AttitudeMode.Thing || chunk.Start + 1 >= chunk.End || !sentence.Tokens[chunk.Start].Is("no") || !sentence.Tokens[chunk.Start + 1].Is("more"))
            return false;
        Composition.ApplyToObject(a, Effect.Lose);
        a.Rule = "noun.no-more";
        a.Impersonal = true;
        a.Cues.Add((chunk.Start, chunk.Start + 2));
        if (clause.Complements.Find(c => c is { BeforeVerb: true, Preposition: null })?.Noun is { } teller && facts.Resolver.Resolve(teller) is { Known: true })
            a.Holders = [teller];
        reader.Outward.Finish(a, clause);
        return true;
    }

    // Headline with no verb: "End to sanctions on Damascus", "U-turn on digital tax".
    public void Verbless(Attitude a, Clause clause, Chunk chunk)
    {
        if (NoMore(a, clause, chunk))
            return;
        if (predicates.Adjective(clause) is { } adjective && adjective.Start > chunk.Start && (adjective.Pattern.Object is Effect.Lose or Effect.Hold || (adjective.Pattern.Object is Effect.Con or Effect.Pro && adjective.Pattern.Prepositions.Length == 0 && adjective.Start > 1 && sentence.Tokens[adjective.Start - 1].Is("longer"))))
        {
            Composition.ApplyToObject(a, adjective.Pattern.Object);
            if (adjective.Start > 1 && sentence.Tokens[adjective.Start - 1].Is("longer") && sentence.Tokens[adjective.Start - 2].Is("no"))
                Composition.Negate(a, noLonger: true, past: false, renewal: false, "no longer");
            a.Act = adjective.Pattern;
            a.Impersonal = true;
            a.Rule = "predicate.adjective";
            if (clause.Complements.Find(c => c.Preposition is { } of && c.Noun.Start >= adjective.End && sentence.Tokens[of.Start].Lower is "for" or "in" && facts.Resolver.Named(c.Noun.Start, c.Noun.End) is not null)?.Noun is { } whose && facts.Resolver.Resolve(whose) is { Known: true })
                a.Holders = [whose];
            reader.Outward.Finish(a, clause);
            return;
        }

        if (a.Mode == AttitudeMode.Change && a.Possessor is not null)
        {
            a.Rule = "noun.event";
            reader.Outward.Finish(a, clause);
            return;
        }

        // "Paris in U-turn on X", "U-turn on X by Paris"
        if (a.Mode == AttitudeMode.Change && sentence.Headline && Turner(clause, chunk) is { } turner)
        {
            a.Rule = "noun.event";
            a.Holders = [turner];
            reader.Outward.Finish(a, clause);
            return;
        }

        a.Drop("mention.only", "only mentioned");
    }

    private Chunk? Turner(Clause clause, Chunk turn)
    {
        if (Doer(clause) is { } by && facts.Resolver.Resolve(by) is { Known: true })
            return by;
        return clause.Subjects.Count > 0 && clause.Subjects[0].End < turn.Start && clause.Complements.Find(c => c.Noun == turn)?.Preposition is { } with && sentence.Tokens[with.Start].Is("in") && facts.Resolver.Resolve(clause.Subjects[0]) is { Known: true } ? clause.Subjects[0] : null;
    }
}
